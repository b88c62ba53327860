using System;

namespace Lodestar.Core.Screens;

/// <summary>Letters with the marks that follow them, for the letters of Europe (Unicode, canonical compositions).</summary>
internal static class Composition
{
    private const uint FirstMark = 0x300;

    /// <summary>For each mark from U+0300 on: pairs of a letter and what it becomes.</summary>
    private static readonly string[] s_pairs =
    [
        "AÀEÈIÌOÒUÙaàeèiìoòuùNǸnǹ",
        "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzź",
        "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ",
        "AÃNÑOÕaãnñoõIĨiĩUŨuũ",
        "AĀaāEĒeēIĪiīOŌoōUŪuū",
        "",
        "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ",
        "CĊcċEĖeėGĠgġIİZŻzż",
        "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ",
        "",
        "AÅaåUŮuů",
        "OŐoőUŰuű",
        "CČcčDĎdďEĚeěNŇnňRŘrřSŠsšTŤtťZŽzžGǦgǧ",
    ];

    private const uint Cedilla = 0x327;
    private const uint Ogonek = 0x328;
    private const string WithCedilla = "CÇcçSŞsşTŢtţGĢKĶkķLĻlļNŅnņRŖrŗ";
    private const string WithOgonek = "AĄaąEĘeęIĮiįUŲuų";

    /// <summary>Joins a character and a mark; false when there is no such character.</summary>
    internal static bool TryCompose(uint character, uint mark, out uint composed)
    {
        string pairs = mark switch
        {
            Cedilla => WithCedilla,
            Ogonek => WithOgonek,
            _ => mark - FirstMark < (uint)s_pairs.Length ? s_pairs[mark - FirstMark] : "",
        };
        for (int i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] == character)
            {
                composed = pairs[i + 1];
                return true;
            }
        }

        composed = character;
        return false;
    }
}
