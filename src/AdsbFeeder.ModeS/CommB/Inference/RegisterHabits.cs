namespace AdsbFeeder.ModeS;

/// <summary>Learns what the radars here read out: which register how often, apart for each interrogator that tells its code.</summary>
/// <remarks>
/// <code>
///   share of a register  =  (times recognised + 256 * usual share) / (all recognised + 256)
///   a reply gains        log2(share / usual share) bits, at most 2 either way: a habit may lean, not decide
/// </code>
/// UM names the interrogator (IIS) while it has the aircraft reserved (IDS not 0); all others share a row. Rows are halved when they
/// are full, so old habits fade. Of one thread.</remarks>
public sealed class RegisterHabits
{
    private const int Interrogators = 1 + 16;
    private const double Prior = 256;
    private const double MostBits = 2;
    private const int Full = 8192;

    /// <summary>Gains are computed anew each time that a row has learnt so many replies: logarithms cost.</summary>
    private const int Period = 64;

    private readonly int[] _counts = new int[Interrogators * RegisterInference.CandidateCount];
    private readonly int[] _totals = new int[Interrogators];
    private readonly double[] _gains = new double[Interrogators * RegisterInference.CandidateCount];

    /// <summary>Takes note of a register that was recognised. Guesses that are not certain teach nothing.</summary>
    public void Learn(in RegisterGuess guess, int utilityMessage)
    {
        if (guess.Register is not { } register)
            return;
        var row = RowOf(utilityMessage);
        var counts = _counts.AsSpan(row * RegisterInference.CandidateCount, RegisterInference.CandidateCount);
        counts[RegisterInference.IndexOf(register)]++;
        if (++_totals[row] % Period != 0)
            return;
        if (_totals[row] >= Full)
            Halve(row, counts);
        var gains = _gains.AsSpan(row * RegisterInference.CandidateCount, RegisterInference.CandidateCount);
        for (var i = 0; i < counts.Length; i++)
        {
            var usual = double.Exp2(RegisterInference.UsualLog2(i));
            var share = (counts[i] + Prior * usual) / (_totals[row] + Prior);
            gains[i] = Math.Clamp(Math.Log2(share / usual), -MostBits, MostBits);
        }
    }

    /// <summary>Bits that each candidate gains, in the order of the candidates.</summary>
    internal ReadOnlySpan<double> GainsOf(int utilityMessage) =>
        _gains.AsSpan(RowOf(utilityMessage) * RegisterInference.CandidateCount, RegisterInference.CandidateCount);

    private static int RowOf(int utilityMessage) => (utilityMessage & 3) == 0 ? 0 : 1 + (utilityMessage >> 2 & 15);

    private void Halve(int row, Span<int> counts)
    {
        _totals[row] = 0;
        foreach (ref var count in counts)
            _totals[row] += count /= 2;
    }
}
