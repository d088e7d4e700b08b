namespace PawLatency.Statistics;

/// <summary>A symmetric matrix of square blocks on the diagonal, and its Cholesky factor. Plain arrays: a power run solves millions of
/// them.</summary>
internal sealed class BlockMatrix
{
    private readonly int[] _blocks;
    private readonly double[][] _entries;

    /// <param name="blocks">First row of each block, and the number of rows at the end.</param>
    public BlockMatrix(int[] blocks)
    {
        _blocks = blocks;
        _entries = new double[blocks.Length - 1][];
        for (int block = 0; block < _entries.Length; block++)
        {
            int size = blocks[block + 1] - blocks[block];
            _entries[block] = new double[size * size];
        }
    }

    public void Clear() => Array.ForEach(_entries, block => Array.Clear(block));

    public void CopyTo(BlockMatrix other)
    {
        for (int block = 0; block < _entries.Length; block++)
        {
            _entries[block].CopyTo(other._entries[block], 0);
        }
    }

    /// <summary>Adds to the entry of two rows of one block.</summary>
    public void Add(int block, int row, int column, double value)
    {
        int first = _blocks[block],
            size = _blocks[block + 1] - first;
        _entries[block][(row - first) * size + column - first] += value;
    }

    /// <summary>Replaces the lower half by the Cholesky factor; false where the matrix is not positive definite.</summary>
    public bool Factor()
    {
        for (int block = 0; block < _entries.Length; block++)
        {
            double[] a = _entries[block];
            int size = _blocks[block + 1] - _blocks[block];
            for (int column = 0; column < size; column++)
            {
                double pivot = a[column * size + column];
                for (int k = 0; k < column; k++)
                {
                    pivot -= a[column * size + k] * a[column * size + k];
                }

                if (!(pivot > 0))
                {
                    return false;
                }

                double root = a[column * size + column] = Math.Sqrt(pivot);
                for (int row = column + 1; row < size; row++)
                {
                    double sum = a[row * size + column];
                    for (int k = 0; k < column; k++)
                    {
                        sum -= a[row * size + k] * a[column * size + k];
                    }

                    a[row * size + column] = sum / root;
                }
            }
        }

        return true;
    }

    /// <summary>Logarithm of the determinant, of a factored matrix.</summary>
    public double LogDeterminant()
    {
        double sum = 0;
        for (int block = 0; block < _entries.Length; block++)
        {
            int size = _blocks[block + 1] - _blocks[block];
            for (int i = 0; i < size; i++)
            {
                sum += 2 * Math.Log(_entries[block][i * size + i]);
            }
        }

        return sum;
    }

    /// <summary>Solves for a right-hand side in place, of a factored matrix.</summary>
    public void Solve(double[] x)
    {
        for (int block = 0; block < _entries.Length; block++)
        {
            int first = _blocks[block],
                size = _blocks[block + 1] - first;
            SolveBlock(_entries[block], size, x.AsSpan(first, size));
        }
    }

    /// <summary>The quadratic form of the inverse, of a factored matrix.</summary>
    public double InverseForm(double[] vector)
    {
        double[] solved = [.. vector];
        Solve(solved);
        double sum = 0;
        for (int i = 0; i < solved.Length; i++)
        {
            sum += vector[i] * solved[i];
        }

        return sum;
    }

    /// <summary>
    /// First and second derivative of the logarithm of the determinant of a factored matrix, given the first and second derivative of its
    /// entries: tr(A^-1 A') and tr(A^-1 A'') - tr(A^-1 A' A^-1 A').
    /// </summary>
    public (double First, double Second) LogDeterminantDerivatives(BlockMatrix first, BlockMatrix second)
    {
        double one = 0,
            two = 0;
        for (int block = 0; block < _entries.Length; block++)
        {
            int start = _blocks[block],
                size = _blocks[block + 1] - start;
            double[] product = Inverted(block, first._entries[block]),
                other = Inverted(block, second._entries[block]);
            for (int i = 0; i < size; i++)
            {
                one += product[i * size + i];
                two += other[i * size + i];
                for (int j = 0; j < size; j++)
                {
                    two -= product[i * size + j] * product[j * size + i];
                }
            }
        }

        return (one, two);
    }

    // A^-1 B of one block, B symmetric, transposed.
    private double[] Inverted(int block, double[] b)
    {
        double[] a = _entries[block],
            result = [.. b];
        int size = _blocks[block + 1] - _blocks[block];
        for (int row = 0; row < size; row++)
        {
            SolveBlock(a, size, result.AsSpan(row * size, size));
        }

        return result;
    }

    private static void SolveBlock(double[] a, int size, Span<double> x)
    {
        for (int row = 0; row < size; row++)
        {
            double sum = x[row];
            for (int k = 0; k < row; k++)
            {
                sum -= a[row * size + k] * x[k];
            }

            x[row] = sum / a[row * size + row];
        }

        for (int row = size - 1; row >= 0; row--)
        {
            double sum = x[row];
            for (int k = row + 1; k < size; k++)
            {
                sum -= a[k * size + row] * x[k];
            }

            x[row] = sum / a[row * size + row];
        }
    }
}
