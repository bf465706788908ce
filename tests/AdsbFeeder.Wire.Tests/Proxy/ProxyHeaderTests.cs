using System.Buffers;
using System.Net;
using System.Text;

namespace AdsbFeeder.Wire.Tests.Proxy;

public class ProxyHeaderTests
{
    // The examples of the protocol's own text, section 2.1.
    [Theory]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255:65535")]
    [InlineData("PROXY TCP6 ffff:f:f:f:f:f:f:ffff ffff:f:f:f:f:f:f:ffff 65535 65535\r\n", "[ffff:f:f:f:f:f:f:ffff]:65535")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n", "192.168.0.1:56324")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null)]
    public void A_line_is_read_however_it_comes_and_what_follows_is_left(string line, string? source)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "\u001A2");
        for (var length = 0; length < line.Length; length++)
        {
            var part = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes, 0, length));
            Assert.Equal(OperationStatus.NeedMoreData, ProxyHeader.TryRead(ref part, out _));
            Assert.Equal(0, part.Consumed);
        }

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var whole = new SequenceReader<byte>(Streams.Segments([bytes[..cut], bytes[cut..]]));
            Assert.Equal(OperationStatus.Done, ProxyHeader.TryRead(ref whole, out var read));
            Assert.Equal(source is null ? null : IPEndPoint.Parse(source), read);
            Assert.Equal(2, whole.Remaining);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("\u001A3")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324\r\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324 99999\r\n")]
    [InlineData("PROXY TCP4 ::1 ::1 1 2\r\n")]
    [InlineData("PROXY TCP6 127.0.0.1 127.0.0.1 1 2\r\n")]
    [InlineData("PROXY TCP4 1 2 3 4\r\n")]
    [InlineData("PROXY UDP4 127.0.0.1 127.0.0.1 1 2\r\n")]
    [InlineData("PROXY  TCP4 127.0.0.1 127.0.0.1 1 2\r\n")]
    public void Anything_else_is_refused(string line)
    {
        var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(line)));

        Assert.Equal(OperationStatus.InvalidData, ProxyHeader.TryRead(ref input, out _));
    }

    [Fact]
    public void The_corpus_gives_the_same_however_it_arrives()
    {
        foreach (var (name, bytes) in SharedData.FuzzCorpus())
        {
            var whole = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes));
            var single = new SequenceReader<byte>(Streams.Segments(bytes.Select(x => new[] { x })));
            Assert.Equal((ProxyHeader.TryRead(ref whole, out var one), one), (ProxyHeader.TryRead(ref single, out var other), other));
            Assert.True(whole.Consumed == single.Consumed, name);
        }
    }

    [Fact]
    public void A_line_without_end_is_not_waited_for()
    {
        var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes("PROXY UNKNOWN " + new string('x', 100))));

        Assert.Equal(OperationStatus.InvalidData, ProxyHeader.TryRead(ref input, out _));
    }
}
