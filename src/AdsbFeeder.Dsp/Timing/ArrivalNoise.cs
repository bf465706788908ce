namespace AdsbFeeder.Dsp;

/// <summary>How well times of arrival are known, from the bursts themselves: one half of a burst's pulses is timed against the other.</summary>
/// <remarks>
/// The outer quarters of the data's pulses against the inner ones, so that a transponder whose bits are a little long or short moves both alike. Each half
/// is wrong by the square root of two times what all of them are, and independently, so that half of their difference is as wrong as the burst's time.
/// What moves all pulses of a burst together, an echo for one, is not seen.
/// </remarks>
internal sealed class ArrivalNoise(FrontEnd frontEnd)
{
    /// <summary>Bursts from here up are timed, dB: weaker ones are not what multilateration lives on.</summary>
    internal const float FromDecibels = 12;

    /// <summary>One burst in so many is measured: 2 % of what timing them takes.</summary>
    private const int Every = 16;

    /// <summary>Bursts that the mean remembers, and that it wants before it speaks.</summary>
    private const int Remembered = 256, Fewest = 16;

    private readonly int[] _pulses = new int[Pulses.Most];
    private readonly int[] _half = new int[Pulses.Most / 2];
    private double _variance;
    private int _seen, _measured;

    /// <summary>Root mean square error of the times of late, nanoseconds; not a number until 16 bursts were measured.</summary>
    internal double Nanoseconds => _measured < Fewest ? double.NaN : Math.Sqrt(_variance);

    /// <summary>Takes a decoded burst into account, or passes it over.</summary>
    /// <param name="peak">The fine step at which its first pulse peaks.</param>
    /// <param name="word">The bits that were believed.</param>
    /// <param name="length">How many, 56 or 112.</param>
    /// <param name="snr">Power of its pulses over the noise, dB.</param>
    internal void Add(double peak, in FrameBits word, int length, float snr)
    {
        if (!(snr >= FromDecibels) || ++_seen % Every != 0)
        {
            return;
        }

        var pulses = _pulses.AsSpan(0, Pulses.OfPreamble + length);
        Pulses.Write(word, pulses);
        var quarter = length / 4;
        var data = pulses[Pulses.OfPreamble..];
        var half = _half.AsSpan(0, 2 * quarter);
        data[..quarter].CopyTo(half);
        data[^quarter..].CopyTo(half[quarter..]);
        var difference = Timing.Shift(frontEnd, peak, half, frontEnd.IsUneven).Steps - Timing.Shift(frontEnd, peak, data[quarter..^quarter], frontEnd.IsUneven).Steps;
        var error = 0.5 * difference * (1e9 / SampleRates.FineRate);
        _measured = Math.Min(_measured + 1, Remembered);
        _variance += (error * error - _variance) / _measured;
    }
}
