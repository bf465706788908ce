using System.Text;
using AdsbFeeder.Serving;

namespace AdsbFeeder.Tests.Serving;

/// <summary>aircraft.json in memory that is used again.</summary>
public class AircraftDocumentTests
{
    private const int Many = 2000;

    [Fact]
    public async Task A_document_that_is_being_read_stays_as_it_is_while_newer_ones_are_made()
    {
        await using var host = await ServingHost.StartAsync();
        var documents = host.Part<AircraftDocuments>();
        host.Publish(Sky.PictureAt(ServingHost.Now, Sky.Aircraft(1)));
        using var slow = documents.Borrow();
        var before = Text(slow);

        for (var second = 1; second <= 5; second++)
        {
            host.Publish(Sky.PictureAt(ServingHost.Now + (second * 1000), Sky.Aircraft(2), Sky.Aircraft((uint)second + 10)));
            using var newer = documents.Borrow();
            Assert.Contains($"\"hex\":\"{second + 10:x6}\"", Text(newer), StringComparison.Ordinal);
        }

        Assert.Equal(before, Text(slow));
    }

    [Fact]
    public async Task Who_asks_for_the_same_picture_gets_the_same_bytes()
    {
        await using var host = await ServingHost.StartAsync();
        var documents = host.Part<AircraftDocuments>();
        host.Publish(Sky.PictureAt(ServingHost.Now, Sky.Aircraft(1)));

        using var one = documents.Borrow();
        using var other = documents.Borrow();

        Assert.True(one.Json.Span.Overlaps(other.Json.Span));
    }

    [Fact]
    public async Task A_picture_of_thousands_a_second_leaves_no_garbage_of_its_size()
    {
        await using var host = await ServingHost.StartAsync();
        var (snapshots, documents) = (host.Part<SnapshotStore>(), host.Part<AircraftDocuments>());
        var pictures = Enumerable.Range(0, 12).Select(second => Sky.PictureAt(ServingHost.Now + (second * 1000), [.. Enumerable.Range(1, Many).Select(i => Sky.Aircraft((uint)i, new(52, 4)))])).ToList();
        var (allocated, bytes) = (0L, 0);
        for (var i = 0; i < pictures.Count; i++)
        {
            snapshots.Publish(pictures[i]);
            if (i == 2) allocated = GC.GetAllocatedBytesForCurrentThread();   // the buffer has its size by then
            using var document = documents.Borrow();
            bytes = document.Json.Length;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, bytes / 2);
    }

    private static string Text(AircraftDocument document) => Encoding.UTF8.GetString(document.Json.Span);
}
