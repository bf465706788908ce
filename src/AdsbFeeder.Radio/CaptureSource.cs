using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Radio;

/// <summary>A recording: a file in any sample format, WAV or SigMF, or the same on a stream such as standard input.</summary>
public sealed class CaptureSource : ISampleSource
{
    private readonly Stream _stream;
    private long _left;

    private CaptureSource(string name, Stream stream, CaptureFormat format)
    {
        Name = name;
        _stream = stream;
        Format = format.Format;
        RateHertz = format.RateHertz;
        _left = format.DataLength ?? long.MaxValue;
        Length = format.DataLength ?? (stream.CanSeek ? stream.Length - format.DataOffset : null);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SampleFormat Format { get; }

    /// <inheritdoc/>
    public int RateHertz { get; }

    /// <inheritdoc/>
    public FrameSource Provenance => FrameSource.Radio;

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <summary>Bytes of samples in all, where that is known.</summary>
    public long? Length { get; }

    /// <summary>Bytes that were there at the end but do not make a whole sample; 0 until the end.</summary>
    public int OddBytes { get; private set; }

    /// <summary>Bytes that the header promised and the file does not have; 0 until the end.</summary>
    public long MissingBytes { get; private set; }

    /// <summary>Bytes read.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; of a SigMF recording either of the two.</param>
    /// <param name="format">What the user said of the format.</param>
    /// <param name="rateHertz">What the user said of the rate.</param>
    /// <param name="container">What the user said the file is; absent to find out.</param>
    /// <exception cref="CaptureException">Unknown or contradictory format or rate, or a header that is not understood.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CaptureSource Open(string path, SampleFormat? format, int? rateHertz, Container? container = null)
    {
        if (SigMfMetadata.Matches(path) && container != Container.Wav)
        {
            var meta = SigMfMetadata.MetaPath(path);
            var hint = SigMfMetadata.Read(meta, File.ReadAllBytes(meta));
            var agreed = CaptureHint.Agree(path, Option(format, rateHertz), hint);
            return new CaptureSource(path, File.OpenRead(SigMfMetadata.DataPath(path)), new CaptureFormat(agreed.Format, agreed.RateHertz));
        }

        var stream = File.OpenRead(path);
        try
        {
            return Open(path, stream, CaptureName.Read(path), format, rateHertz, container);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Takes samples from a stream whose name says nothing, such as standard input. A WAV header is recognised.</summary>
    /// <inheritdoc cref="Open(string, SampleFormat?, int?, Container?)"/>
    public static CaptureSource Open(string name, Stream stream, SampleFormat? format, int? rateHertz, Container? container = null) =>
        Open(name, stream, new CaptureHint("", null, null), format, rateHertz, container);

    /// <summary>What a file name says of its samples; absent where it is silent.</summary>
    public static (SampleFormat? Format, int? RateHertz) Named(string path)
    {
        var hint = CaptureName.Read(path);
        return (hint.Format, hint.RateHertz);
    }

    /// <summary>True when the name says that the file holds samples.</summary>
    public static bool IsNamed(string path) =>
        Named(path).Format is not null || SigMfMetadata.Matches(path) || Path.GetExtension(path).Equals(".wav", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, _left);
        var count = wanted == 0 ? 0 : _stream.Read(buffer[..wanted]);
        _left -= count;
        Position += count;
        if (count == 0)
        {
            OddBytes = (int)(Position % Format.BytesPerSample());
            MissingBytes = Length is { } length ? Math.Max(0, length - Position) : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static CaptureHint Option(SampleFormat? format, int? rateHertz) => new("the command line", format, rateHertz);

    private static CaptureSource Open(string name, Stream stream, CaptureHint fromName, SampleFormat? format, int? rateHertz, Container? container)
    {
        if (container == Container.SigMf)
        {
            throw new CaptureException($"{name}: a SigMF recording is a pair of files named .sigmf-meta and .sigmf-data; name one of them.");
        }

        var option = Option(format, rateHertz);
        var peeked = new PeekStream(stream);
        if (WavHeader.Matches(peeked.Peek(12)))
        {
            // A capture called .uc8 that starts with RIFF would be an odd thing: let the witnesses speak.
            var (hint, offset, length) = WavHeader.Read(name, peeked);
            var wav = CaptureHint.Agree(name, option, hint, fromName);
            return new CaptureSource(name, peeked, new CaptureFormat(wav.Format, wav.RateHertz, offset, length));
        }

        if (container == Container.Wav || Path.GetExtension(name).Equals(".wav", StringComparison.OrdinalIgnoreCase))
        {
            throw new CaptureException($"{name}: not a WAV file: it does not begin with RIFF and WAVE.");
        }

        var agreed = CaptureHint.Agree(name, option, fromName);
        return new CaptureSource(name, peeked, new CaptureFormat(agreed.Format, agreed.RateHertz));
    }
}
