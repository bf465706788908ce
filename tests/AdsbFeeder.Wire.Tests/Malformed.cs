using System.Text;

namespace AdsbFeeder.Wire.Tests;

/// <summary>Well-formed and damaged streams of every format, the same at each run: what a fuzzer begins with. Parsers of other projects read them too.</summary>
internal static class Malformed
{
    private const int Longest = 400;

    // Of each format a stretch with everything that it has; the frames are those of Samples, the lines those of the formats' own tests.
    private static readonly (string Format, byte[] Bytes)[] Streams =
    [
        ("beast", Convert.FromHexString(
            "1A31000000000000000000" + "1A33000000000001808D4840D6202CC371C32CE0576098" + "1A3200001A1A0000021A1A5D484FDEA248F5" + "1A31FF004D4C41548077001AE30102030405060708"
            + "1A33FF004D4C4154FF8D40621D58C382D690C8AC2863A7" + "1A340123456789ABCDEF0123456789ABCD" + "1AE4" + Convert.ToHexString(Encoding.ASCII.GetBytes("5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d")) + "1A574F1A50000102")),
        ("commands", Convert.FromHexString("1A31431A31641A31661A316A1A31561A31761A31791A314A1A31001A57534600001A5000000A1A1A")),
        ("avr", Encoding.ASCII.GetBytes(
            "*8D4840D6202CC371C32CE0576098;\n*5D484FDEA248F5;\r\n@0000000000075D484FDEA248F5;\n%1A2B3C4D5E6F8D4840D6202CC371C32CE0576098;\n<00000000000780" + "5D484FDEA248F5;\n*7700;\n*0000;\n:ignored;\n")),
        ("sbs", Encoding.ASCII.GetBytes(
            "MSG,3,1,1,40621D,1,2026/11/21,07:38:28.764,2026/11/21,07:38:28.765,,38000,,,52.265780,3.938913,,,0,,0,0\r\nMSG,1,1,1,4840D6,1,,,,,KLM1023 ,,,,,,,,,,,0\r\n"
            + "STA,,5,179,400AE7,10103,,,,,RM\r\n\r\nMLAT,3,1,1,A80002,1,,,,,,9001,175,347,50.07,8.55,0,,,,,,5,,191.0\r\n")),
        ("proxy", Encoding.ASCII.GetBytes("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n*5D484FDEA248F5;\n")),
        ("gpsd", Encoding.ASCII.GetBytes(
            "{\"class\":\"VERSION\",\"release\":\"3.22\",\"proto_major\":3}\n{\"class\":\"TPV\",\"mode\":3,\"lat\":52.1,\"lon\":4.2,\"altMSL\":12.5}\n{\"class\":\"SKY\",\"satellites\":[{\"PRN\":1,\"used\":true}]}\n")),
        ("hex", Encoding.ASCII.GetBytes(
            "# heard at home\n8D4840D6202CC371C32CE0576098\n1457996400.25,8d406b9058b975870b738754f480\r\n1495353600,\"4D010D\",\"A00015B7C26E1370AA00005DD34A\"\n*5D484FDEA248F5;\n7700\n")),
        ("json", Encoding.ASCII.GetBytes(
            "{\"timestamp\":1710000000.5,\"frame\":\"8d4840d6202cc371c32ce0576098\",\"df\":\"17\"}\n{}\n{\"frame\":\"5D484FDEA248F5\",\"now\":1457996400.25}\n{\"frame\":\"8D\\u00344840\",\"x\":[[[{}]]],\"y\":1e999}\n")),
        ("opensky", Convert.FromHexString("0005000800001234" + "00020004" + "0010000400110004" + "00FFFFFF" + "00000000")),
    ];

    /// <summary>Every stream as it should be, cut short, and hurt in a hundred ways; none longer than 400 bytes.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        yield return ("nothing", []);
        foreach (var single in (byte[])[0, 0x1A, (byte)'*', (byte)'@', (byte)'<', (byte)';', (byte)'\n', (byte)'{', 0xFF])
            yield return ($"{single:x2} without end", [.. Enumerable.Repeat(single, Longest)]);
        foreach (var (format, bytes) in Streams)
        {
            yield return (format, bytes[..Math.Min(Longest, bytes.Length)]);
            var random = new Random(1090);
            for (var n = 0; n < 100; n++)
                yield return ($"{format} {n}", Hurt(bytes, random));
        }
    }

    private static byte[] Hurt(byte[] stream, Random random)
    {
        var bytes = stream.ToList();
        for (var wounds = random.Next(1, 5); wounds > 0; wounds--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 2: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 3: bytes[at] = (byte)random.Next(256); break;
                case 4: bytes.Insert(at, 0x1A); break;
                case 5: bytes.InsertRange(at, Streams[random.Next(Streams.Length)].Bytes.Take(length)); break;
                case 6: bytes.InsertRange(at, Enumerable.Repeat(bytes[at], length)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }

            if (bytes.Count == 0)
                break;
        }

        return [.. bytes.Take(Longest)];
    }
}
