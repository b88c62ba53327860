namespace Lodestar.Core.Keyboards;

/// <summary>What keys do beside typing.</summary>
internal interface IKeyboardActions
{
    /// <summary>The terminal that is visible.</summary>
    IKeyboardConsole Console { get; }

    /// <summary>Shows a terminal, by its number from 0; if there is none, nothing happens.</summary>
    void Show(int number);

    /// <summary>Shows the next terminal, or the one before.</summary>
    void ShowNext(int step);

    /// <summary>Shows the terminal that was visible before this one.</summary>
    void ShowLast();

    /// <summary>The lights of the visible terminal have changed.</summary>
    void ShowLights();

    /// <summary>Ctrl-Alt-Del.</summary>
    void Reboot();

    /// <summary>The magic key and another one.</summary>
    /// <param name="command">The character of the other key on an American keyboard, a small letter or a digit.</param>
    void Request(char command);
}
