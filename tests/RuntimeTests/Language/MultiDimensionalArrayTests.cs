using System;

namespace Lodestar.RuntimeTests;

/// <summary>Arrays of two and more dimensions.</summary>
public static class MultiDimensionalArrayTests
{
    [Test]
    public static void TwoDimensions()
    {
        int[,] table = new int[3, 5];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 5; column++)
            {
                table[row, column] = row * 10 + column;
            }
        }
        Check.Equal(2, table.Rank);
        Check.Equal(15, table.Length);
        Check.Equal(3, table.GetLength(0));
        Check.Equal(5, table.GetLength(1));
        Check.Equal(24, table[2, 4]);
        Check.Equal(10, table[1, 0]);
    }

    [Test]
    public static void ThreeDimensionsAreInRowMajorOrder()
    {
        long[,,] cube = new long[2, 3, 4];
        long next = 0;
        for (int x = 0; x < 2; x++)
        {
            for (int y = 0; y < 3; y++)
            {
                for (int z = 0; z < 4; z++)
                {
                    cube[x, y, z] = next++;
                }
            }
        }
        long expected = 0;
        foreach (long item in cube)
        {
            Check.Equal(expected++, item);
        }
        Check.Equal(24L, expected);
    }

    [Test]
    public static void ReferencesSurviveCollection()
    {
        string[,] names = new string[8, 8];
        for (int i = 0; i < 64; i++)
        {
            names[i / 8, i % 8] = "name " + i.ToString();
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < 64; i++)
        {
            Check.Equal("name " + i.ToString(), names[i / 8, i % 8]);
        }
    }

    [Test]
    public static void IndexOutsideThrows()
    {
        int[,] table = Opaque.Value(new int[2, 2]);
        Check.Throws<IndexOutOfRangeException>(() => table[2, 0] = 1);
        Check.Throws<IndexOutOfRangeException>(() => table[0, 2] = 1);
        Check.Throws<IndexOutOfRangeException>(() => table[0, -1] = 1);
    }

    [Test]
    public static void AddressOfAnElement()
    {
        int[,] table = new int[2, 3];
        ref int cell = ref table[1, 2];
        cell = 77;
        Check.Equal(77, table[1, 2]);
    }

    [Test]
    public static void InitialisersAndClear()
    {
        double[,] matrix = { { 1, 2 }, { 3, 4 } };
        Check.Equal(3.0, matrix[1, 0]);
        Array.Clear(matrix);
        Check.Equal(0.0, matrix[1, 1]);
    }
}
