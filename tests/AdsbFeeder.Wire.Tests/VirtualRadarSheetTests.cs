using System.Text;

namespace AdsbFeeder.Wire.Tests;

/// <summary>The framing sheets of vradarserver/vrs RawDecodingTests (BSD-3), each row in the blobs that it names.</summary>
public class VirtualRadarSheetTests
{
    [Fact]
    public void Avr_text_gives_the_frames_of_the_sheet()
    {
        foreach (var row in Rows("BeastListenerText.csv"))
        {
            // " ## " stands for the end of a line there.
            var blobs = row[..3].Where(x => x.Length > 0).Select(x => Encoding.ASCII.GetBytes(x.Replace(" ## ", "\n", StringComparison.Ordinal)));
            var frames = Streams.ReadInChunks<AvrFrame>(blobs, AvrFraming.TryRead).Units.Where(x => !x.Frame.IsModeAc);

            // VRS reads the kind of line that came first and no other; we read all.
            var expected = row[0] switch
            {
                "*01020304050607;:91929394959697;" => ["01020304050607", "91929394959697"],
                "@010203040506:01020304050607;" => ["01020304050607"],
                _ => Extracted(row, 4, 9),
            };
            Assert.True(expected.SequenceEqual(frames.Select(x => x.Frame.ToString())), string.Join(',', row));
        }
    }

    [Fact]
    public void Beast_gives_the_frames_of_the_sheet()
    {
        foreach (var row in Rows("BeastListenerBinary.csv"))
        {
            var blobs = row[..2].Where(x => x.Length > 0).Select(x => Convert.FromHexString(x.Replace(" ", "", StringComparison.Ordinal)));
            var units = Streams.ReadInChunks<BeastFrame>(blobs, BeastFraming.TryRead).Units.Where(x => x.Kind == BeastFrameKind.Message && !x.Frame.IsModeAc).ToList();
            var expected = Extracted(row, 3, 8);

            // VRS distrusts the first frame of a stream that begins with one; we believe what is whole and begins again with 1A.
            Assert.True(expected.SequenceEqual(units.Select(x => x.Frame.ToString())) || expected.SequenceEqual(units.Skip(1).Select(x => x.Frame.ToString())), string.Join(',', row));
        }
    }

    private static List<string> Extracted(string[] row, params int[] columns) =>
        [.. columns.Select(x => row[x].Replace(" ", "", StringComparison.Ordinal)).Where(x => x.Length > 0)];

    private static IEnumerable<string[]> Rows(string name) =>
        SharedData.Find("expected/vrs/" + name) is { } path ? File.ReadLines(path).Skip(1).Select(x => x.Split(',')).Where(x => x.Length > 9) : [];
}
