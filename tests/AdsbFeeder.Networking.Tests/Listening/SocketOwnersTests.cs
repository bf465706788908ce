using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking.Tests.Listening;

public class SocketOwnersTests
{
    [Fact]
    public void A_connection_of_this_computer_is_named_by_its_program()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        var end = (IPEndPoint)client.Client.LocalEndPoint!;

        // A client of a listener on all addresses looks like this.
        var mapped = new IPEndPoint(end.Address.MapToIPv6(), end.Port);
        var owners = SocketOwners.Of([end, mapped, new IPEndPoint(IPAddress.Parse("192.0.2.7"), 30005)]);

        Assert.Equal(new HashSet<IPEndPoint> { end, mapped }, owners.Keys.ToHashSet());
        Assert.All(owners.Values, name => Assert.EndsWith($"(process {Environment.ProcessId})", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0100007F:7535", "127.0.0.1:30005")]
    [InlineData("00000000000000000000000001000000:1F90", "[::1]:8080")]
    [InlineData("0000000000000000FFFF00000100007F:7535", "127.0.0.1:30005")]
    public void Addresses_are_read_as_the_kernel_writes_them(string text, string expected) =>
        Assert.Equal(expected, BitConverter.IsLittleEndian ? SocketOwners.Parse(text)!.ToString() : expected);

    [Theory]
    [InlineData("")]
    [InlineData("local_address")]
    [InlineData("0100007F")]
    [InlineData("0100007G:7535")]
    [InlineData("0100007F:99999")]
    public void What_is_no_address_is_none(string text) => Assert.Null(SocketOwners.Parse(text));
}
