namespace AdsbFeeder.Dsp;

/// <summary>Linear equations with a symmetric, positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of a matrix, row after row, by its factor; false when it is not positive definite.</summary>
    public static bool Factor(Span<double> matrix, int size)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row * size + column];
                for (var n = 0; n < column; n++)
                {
                    sum -= matrix[row * size + n] * matrix[column * size + n];
                }

                if (column < row)
                {
                    matrix[row * size + column] = sum / matrix[column * size + column];
                }
                else if (sum > 0)
                {
                    matrix[row * size + row] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Solves in place for one right side.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> values)
    {
        for (var row = 0; row < size; row++)
        {
            for (var n = 0; n < row; n++)
            {
                values[row] -= factor[row * size + n] * values[n];
            }

            values[row] /= factor[row * size + row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var n = row + 1; n < size; n++)
            {
                values[row] -= factor[n * size + row] * values[n];
            }

            values[row] /= factor[row * size + row];
        }
    }
}
