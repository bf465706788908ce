using static AdsbFeeder.Networking.FeedProtocol;

namespace AdsbFeeder.Networking;

/// <summary>The networks that take what anybody sends them, as of November 2026.</summary>
/// <remarks>Addresses are those of the networks' own feed scripts and of the widespread docker images; where these differ, the network's own words win.</remarks>
public static class FeedPresets
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<FeedPreset> All { get; } =
    [
        new("adsb.fi", BeastReducePlus, new("feed.adsb.fi", 30004))
        {
            Fallback = new("feed.adsb.fi", 64004), Mlat = new("feed.adsb.fi", 31090), Page = "https://adsb.fi", Source = "adsb.fi feed script",
        },
        new("adsb.lol", BeastReducePlus, new("feed.adsb.lol", 30004))
        {
            Fallback = new("in.adsb.lol", 1337), Mlat = new("feed.adsb.lol", 31090), Page = "https://my.adsb.lol", Source = "adsb.lol documentation; fallback as of docker-adsb-ultrafeeder",
        },
        new("airplanes.live", BeastReducePlus, new("feed.airplanes.live", 30004))
        {
            Fallback = new("feed.airplanes.live", 64004), Mlat = new("feed.airplanes.live", 31090), Page = "https://airplanes.live/myfeed", Source = "airplanes.live feed script",
        },
        new("adsbexchange", BeastReducePlus, new("feed1.adsbexchange.com", 30004))
        {
            Fallback = new("feed2.adsbexchange.com", 64004), Mlat = new("feed.adsbexchange.com", 31090), Page = "https://www.adsbexchange.com/myip/", Source = "ADSBexchange feedclient script",
        },
        new("planespotters", BeastReducePlus, new("feed.planespotters.net", 30004))
        {
            Mlat = new("mlat.planespotters.net", 31090), Page = "https://www.planespotters.net/feed/status", Source = "docker-adsb-ultrafeeder",
        },
        new("theairtraffic", BeastReducePlus, new("feed.theairtraffic.com", 30004))
        {
            Mlat = new("feed.theairtraffic.com", 31090), Page = "https://theairtraffic.com/feed/myip/", Source = "TheAirTraffic tat-feeder, docker-adsb-ultrafeeder",
        },
        new("avdelphi", BeastReducePlus, new("data.avdelphi.com", 24999)) { Page = "https://www.avdelphi.com/feeder.html", Source = "docker-adsb-ultrafeeder" },
        new("hpradar", BeastReducePlus, new("skyfeed.hpradar.com", 30004)) { Mlat = new("skyfeed.hpradar.com", 31090), Page = "https://hpradar.com", Source = "adsb.im; ultrafeeder names mlatfeed.hpradar.com for MLAT" },
        new("flyitalyadsb", BeastReducePlus, new("dati.flyitalyadsb.com", 4905))
        {
            Fallback = new("dati.flyitalyadsb.com", 30102), Mlat = new("dati.flyitalyadsb.com", 30100), Page = "https://flyitalyadsb.com", Source = "flyitalyadsb script",
        },
        new("adsbitalia", BeastReducePlus, new("feed.adsbitalia.it", 31108)) { Mlat = new("mlat.adsbitalia.it", 41113), Page = "https://adsbitalia.it", Source = "adsbitalia script; register there first" },
        new("aussieadsb", BeastReducePlus, new("aussieadsb.com", 0)) { Needs = FeedNeeds.Port, Mlat = new("aussieadsb.com", 30000), Page = "https://aussieadsb.com", Source = "aussieadsb registration, which gives the port" },
        new("oarc", BeastReducePlus, new("adsb.oarc.uk", 30004)) { Mlat = new("adsb.oarc.uk", 31090), Page = "https://adsb.oarc.uk", Source = "OARC feed script" },
        new("flightdeck", BeastReducePlus, new("feed.tryflightdeck.com", 30004)) { Page = "https://tryflightdeck.com", Source = "request of its founder for inclusion in adsb.im" },
        new("plane.watch", Beast, new("feed.push.plane.watch", 12345))
        {
            Transport = FeedTransport.Tls, Needs = FeedNeeds.Key, Mlat = new("feed.push.plane.watch", 12346), MlatTls = true, Page = "https://atc.plane.watch", Source = "plane.watch pw-feeder",
        },
        new("adsbhub", Sbs, new("data.adsbhub.org", 5001)) { Address = StationAddress.AdsbHub, Page = "https://www.adsbhub.org", Source = "ADSBHub client script; the station's address must be known there" },
        new("opensky", OpenSky, new("collector.opensky-network.org", 10004)) { Page = "https://opensky-network.org/my-opensky", Source = "openskynetwork/opensky-sensor (BSD 3-clause)" },
        new("sdrmap", Json, null)
        {
            Url = new("https://adsb.feed.sdrmap.org/index.php"), UploadInterval = TimeSpan.FromSeconds(1), Needs = FeedNeeds.Account, Mlat = new("mlat.feed.sdrmap.org", 3334), MlatTls = true,
            Page = "https://sdrmap.org", Source = "sdrmap feeder script",
        },
        new("radarvirtuel", Json, null)
        {
            Url = new("https://radarvirtuel.com/api/feed"), UploadInterval = TimeSpan.FromSeconds(5), Needs = FeedNeeds.Key, Mlat = new("mlat.adsbnetwork.com", 50000),
            Page = "https://radarvirtuel.com", Source = "feeder_radarvirtuel.py 1.1 (June 2026)",
        },
    ];

    /// <summary>The network of that name, upper or lower case; null when it is none of them.</summary>
    public static FeedPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
