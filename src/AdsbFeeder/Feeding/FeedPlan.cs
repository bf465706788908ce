using System.Globalization;
using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Feeding;

/// <summary>A section <c>[Feed:NAME]</c>, the preset of that name and the kept identities, together what a feed needs.</summary>
internal static class FeedPlan
{
    /// <summary>The feeds that are enabled. Makes the identities that are not there yet.</summary>
    /// <exception cref="ConfigurationFaultException">An identity cannot be kept or read.</exception>
    internal static IReadOnlyList<FeedOptions> Of(Settings settings, Func<ReceiverPlace?> place)
    {
        var state = settings.State.Resolve();
        try
        {
            return [.. settings.Feeds.Where(feed => feed.Enabled).Select(feed => Options(feed, state is null ? null : new Identities(state), place))];
        }
        catch (InvalidDataException damaged)
        {
            throw new ConfigurationFaultException([damaged.Message]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFaultException([$"State:Directory is '{state}' but what must outlive a restart cannot be kept there: {fault.Message}"]);
        }
    }

    private static FeedOptions Options(FeedSettings feed, Identities? identities, Func<ReceiverPlace?> place)
    {
        var preset = FeedPresets.Find(feed.Name);
        var protocol = feed.Protocol ?? preset?.Protocol ?? FeedProtocol.Beast;
        var key = feed.Key ?? identities?.Find(feed.Name, IdentityKind.Key);
        var transport = feed.Transport ?? preset?.Transport ?? FeedTransport.Tcp;
        return new FeedOptions(feed.Name, protocol, new Networking.LinkOptions(Targets(feed, preset)) { Transport = transport, ServerName = transport == FeedTransport.Tls ? key : null, CaFile = feed.CaFile })
        {
            Sources = feed.Sources,
            Reduction = new Reduction(TimeSpan.FromSeconds(feed.ReduceIntervalSeconds ?? 0.5))
            {
                MaxDistanceNauticalMiles = feed.MaxDistanceNmi,
                MaxAltitudeFeet = (int?)feed.MaxAltitudeFeet,
                KeepForMlat = feed.OptimizeForMlat,
            },
            Uuid = protocol != FeedProtocol.BeastReducePlus ? "" : feed.Uuid?.ToString("D", CultureInfo.InvariantCulture) ?? identities!.Uuid(feed.Name),
            User = feed.User,
            Password = feed.Password,
            StationKey = protocol == FeedProtocol.Json ? key : null,
            Address = key is null || feed.Host is not null ? null : preset?.Address?.Invoke(key),
            Serial = protocol == FeedProtocol.OpenSky ? new KeptSerial(feed, identities) : null,
            Url = feed.Url ?? preset?.Url,
            UploadInterval = feed.UploadIntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : preset?.UploadInterval ?? TimeSpan.FromSeconds(5),
            Place = place,
        };
    }

    private static LinkTarget[] Targets(FeedSettings feed, FeedPreset? preset)
    {
        // Who names a host of his own does not mean the network's fallback.
        var target = feed.Host is { } host ? new LinkTarget(host, feed.Port ?? preset?.Target?.Port ?? 0) : preset?.Target is { } known ? known with { Port = feed.Port ?? known.Port } : null;
        var fallback = feed.Fallback is { } other ? new LinkTarget(other.Host, other.Port) : feed.Host is null && feed.Port is null ? preset?.Fallback : null;
        return target is null ? [] : fallback is null ? [target] : [target, fallback];
    }

    private sealed class KeptSerial(FeedSettings feed, Identities? identities) : ISerialStore
    {
        public uint? Value => feed.Serial ?? (identities?.Find(feed.Name, IdentityKind.Serial) is { } kept ? uint.Parse(kept, CultureInfo.InvariantCulture) : null);

        public void Store(uint serial) => identities?.Store(feed.Name, IdentityKind.Serial, serial.ToString(CultureInfo.InvariantCulture), replace: false);
    }
}
