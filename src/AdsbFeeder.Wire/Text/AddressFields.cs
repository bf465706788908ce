using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names what an address tells: whose it is, and how we learnt it.</summary>
internal static class AddressFields
{
    public static void Describe(Address address, string type, IFieldWriter to)
    {
        to.Text("hex", "Address", address.ToString(), address.IsIcao ? null : "not of ICAO");
        to.Text("type", "Kind of address", type);
        var block = AddressBlocks.Of(address);
        to.Text("country", "Country", block.Country?.Code, block.Country?.Name);
        to.Flag("military", "Military", block.IsMilitary ? true : null);
        to.Text("r", "Registration", Registration.Of(address), "by the address");
    }

    /// <summary>readsb's word for who speaks to us.</summary>
    public static string TypeOf(in ExtendedSquitter squitter) => (squitter.Kind, squitter.Address.IsIcao) switch
    {
        (SquitterKind.Adsb, _) => "adsb_icao",
        (SquitterKind.AdsbNonTransponder, true) => "adsb_icao_nt",
        (SquitterKind.AdsbNonTransponder, false) => "adsb_other",
        (SquitterKind.TisBFine or SquitterKind.TisBCoarse, true) => "tisb_icao",
        (SquitterKind.TisBFine, false) when squitter.ControlField == 5 => "tisb_other",
        (SquitterKind.TisBFine or SquitterKind.TisBCoarse, false) => "tisb_trackfile",
        (SquitterKind.AdsR, true) => "adsr_icao",
        (SquitterKind.AdsR, false) => "adsr_other",
        _ => "other",
    };

    /// <summary>A TIS-B station puts the Mode A code and the number of its track in the place of an unknown address.</summary>
    public static void DescribeTrackFile(in ExtendedSquitter squitter, IFieldWriter to)
    {
        if (squitter is not { ControlField: 2 or 3, Kind: SquitterKind.TisBFine or SquitterKind.TisBCoarse }
            || TrackFile.Of(squitter.Address) is not { } file)
        {
            return;
        }

        to.Text("track_file_squawk", "Squawk of track file", file.Squawk.ToString());
        to.Number("track_file", "Track file", file.Number);
    }
}
