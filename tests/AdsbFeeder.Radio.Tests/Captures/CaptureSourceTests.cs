using System.Buffers.Binary;
using System.Text;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio.Tests.Captures;

public sealed class CaptureSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("modes1.2000k.uc8", SampleFormat.Uc8, 2_000_000)]
    [InlineData("a.b.2.4M.cs8", SampleFormat.Cs8, 2_400_000)]
    [InlineData("roof-2.56Msps.cs8", SampleFormat.Cs8, 2_560_000)]
    [InlineData("rsadsb_457780.2400k.sc16", SampleFormat.Sc16, 2_400_000)]
    [InlineData("x.12M.sc16q11", SampleFormat.Sc16Q11, 12_000_000)]
    [InlineData("seg16.40000k.cf32", SampleFormat.Cf32, 40_000_000)]
    [InlineData("UPPER.2400K.CU8", SampleFormat.Uc8, 2_400_000)]
    public void Format_and_rate_come_from_the_name(string name, SampleFormat format, int rate)
    {
        using var source = CaptureSource.Open(File(name, [1, 2]), null, null);

        Assert.Equal((format, rate), (source.Format, source.RateHertz));
    }

    [Fact]
    public void A_name_and_an_option_that_disagree_are_an_error_that_names_both()
    {
        var fault = Assert.Throws<CaptureException>(() => CaptureSource.Open(File("x.2400k.uc8", []), SampleFormat.Sc16, null));

        Assert.Contains("the command line says sample format sc16, but the file name says uc8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rates_that_disagree_are_an_error_that_names_both()
    {
        var fault = Assert.Throws<CaptureException>(() => CaptureSource.Open(File("x.2000k.uc8", []), null, 2_400_000));

        Assert.Contains("the command line says 2.4 MS/s, but the file name says 2 MS/s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_the_chain_cannot_serve_is_refused_with_the_list_of_those_it_can()
    {
        var fault = Assert.Throws<CaptureException>(() => CaptureSource.Open(File("x.3000k.uc8", []), null, null));

        Assert.Contains("3 MS/s cannot be demodulated; these can: 2, 2.4, 2.56, 3.2, 6, 8, 10, 12, 20, 40 MS/s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.bin", "sample format unknown")]
    [InlineData("norate.uc8", "sample rate unknown")]
    public void What_nobody_says_is_asked_for(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<CaptureException>(() => CaptureSource.Open(File(name, []), null, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_tell_what_the_name_does_not()
    {
        using var source = CaptureSource.Open(File("capture.bin", [1, 2, 3, 4]), SampleFormat.Uc8, 2_400_000);

        Assert.Equal([1, 2, 3, 4], ReadAll(source));
    }

    [Fact]
    public void An_odd_byte_at_the_end_is_handed_over_and_told()
    {
        using var source = CaptureSource.Open(File("x.2400k.sc16", [1, 2, 3, 4, 5]), null, null);

        Assert.Equal(5, ReadAll(source).Length);
        Assert.Equal(1, source.OddBytes);
    }

    [Theory]
    [InlineData(1, 8, SampleFormat.Uc8)]
    [InlineData(1, 16, SampleFormat.Sc16)]
    [InlineData(3, 32, SampleFormat.Cf32)]
    public void A_wav_file_tells_all_by_itself(int tag, int bits, SampleFormat format)
    {
        using var source = CaptureSource.Open(File("x.wav", Wav(tag, 2, 2_400_000, bits, [9, 8, 7, 6, 5, 4, 3, 2])), null, null);

        Assert.Equal((format, 2_400_000), (source.Format, source.RateHertz));
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2], ReadAll(source));
    }

    [Fact]
    public void Chunks_behind_the_samples_of_a_wav_file_are_not_samples()
    {
        byte[] wav = [.. Wav(1, 2, 2_400_000, 8, [1, 2]), .. "LIST"u8, 4, 0, 0, 0, 65, 65, 65, 65];

        using var source = CaptureSource.Open(File("x.wav", wav), null, null);

        Assert.Equal([1, 2], ReadAll(source));
    }

    [Fact]
    public void A_wav_file_cut_off_in_its_samples_tells_how_much_is_missing()
    {
        var wav = Wav(1, 2, 2_400_000, 8, [1, 2, 3, 4, 5, 6]);

        using var source = CaptureSource.Open(File("x.wav", wav[..^2]), null, null);

        Assert.Equal([1, 2, 3, 4], ReadAll(source));
        Assert.Equal(2, source.MissingBytes);
    }

    [Fact]
    public void A_wav_file_cut_off_anywhere_in_its_header_is_an_error_and_no_crash()
    {
        var wav = Wav(1, 2, 2_400_000, 8, [1, 2]);
        for (var length = 0; length < 44; length++)
        {
            Assert.Throws<CaptureException>(() => CaptureSource.Open(File("x.wav", wav[..length]), null, null));
        }
    }

    [Fact]
    public void A_wav_file_of_one_channel_is_refused() =>
        Assert.Contains("1 channel; I and Q need two", Assert.Throws<CaptureException>(() => CaptureSource.Open(File("x.wav", Wav(1, 1, 2_400_000, 8, [])), null, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wav_header_is_recognised_on_a_pipe()
    {
        using var source = CaptureSource.Open("standard input", new Drip(Wav(1, 2, 2_400_000, 16, [1, 2, 3, 4])), null, null);

        Assert.Equal(SampleFormat.Sc16, source.Format);
        Assert.Equal([1, 2, 3, 4], ReadAll(source));
    }

    [Theory]
    [InlineData(".sigmf-meta")]
    [InlineData(".sigmf-data")]
    public void Either_file_of_a_sigmf_recording_can_be_named(string extension)
    {
        File("x.sigmf-meta", """{"global":{"core:datatype":"cu8","core:sample_rate":2400000.0,"core:version":"1.0.0"},"captures":[],"annotations":[]}"""u8.ToArray());
        File("x.sigmf-data", [1, 2, 3, 4]);

        using var source = CaptureSource.Open(Path.Combine(_folder, "x" + extension), null, null);

        Assert.Equal((SampleFormat.Uc8, 2_400_000), (source.Format, source.RateHertz));
        Assert.Equal([1, 2, 3, 4], ReadAll(source));
    }

    [Theory]
    [InlineData("""{"global":{"core:datatype":"rf64_be","core:sample_rate":2400000}}""", "'rf64_be' is not read")]
    [InlineData("""{"global":{}}""", "not SigMF metadata")]
    [InlineData("""[]""", "not SigMF metadata")]
    [InlineData("nonsense", "not SigMF metadata")]
    public void Metadata_that_does_not_help_is_told(string meta, string expected)
    {
        File("x.sigmf-meta", Encoding.UTF8.GetBytes(meta));
        File("x.sigmf-data", [1, 2, 3, 4]);

        var fault = Assert.Throws<CaptureException>(() => CaptureSource.Open(Path.Combine(_folder, "x.sigmf-meta"), null, null));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.4M", 2_400_000)]
    [InlineData("2400k", 2_400_000)]
    [InlineData("2400000", 2_400_000)]
    [InlineData("2.4e6", 2_400_000)]
    [InlineData("2.56m", 2_560_000)]
    public void Rates_are_read_as_people_write_them(string text, int expected)
    {
        Assert.True(SampleRate.TryParse(text, out var rate));
        Assert.Equal(expected, rate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-2.4M")]
    [InlineData("2,4M")]
    [InlineData("0")]
    [InlineData("1e12")]
    [InlineData("0.5")]
    public void What_is_no_rate_is_refused(string text) => Assert.False(SampleRate.TryParse(text, out _));

    private static byte[] Wav(int tag, int channels, int rate, int bits, byte[] samples)
    {
        var wav = new byte[44 + samples.Length];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), (short)bits);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), samples.Length);
        samples.CopyTo(wav, 44);
        return wav;
    }

    private static byte[] ReadAll(CaptureSource source)
    {
        var all = new List<byte>();
        var buffer = new byte[3];
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            all.AddRange(buffer[..count]);
        }

        return [.. all];
    }

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Gives one byte at a time, as a slow pipe may.</summary>
    private sealed class Drip(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
