using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of the registers about what is on board: 0,7 1,0 1,7 to 1,C 2,1 E,3 to E,6 F,1.</summary>
internal static class EquipmentRegisterFields
{
    public static void Describe(BdsCode register, MessageField mb, IFieldWriter to)
    {
        switch (register.Value)
        {
            case 0x07:
                var squitter = SquitterStatus.Decode(mb);
                to.Text("squitter_rate", "Surface squitter rate", NameOf(squitter.SurfaceRate));
                to.Text("squitter_altitude", "Squitter altitude", squitter.AltitudeIsGeometric ? "geometric" : "barometric");
                break;
            case 0x10:
                Describe(DataLinkCapability.Decode(mb), to);
                break;
            case 0x17:
                var common = CommonUsageCapability.Decode(mb);
                to.Words("registers", "Registers with data", Registers(x => common.Holds(x) == true));
                break;
            case >= 0x18 and <= 0x1C:
                var services = ServicesCapability.Decode(register, mb);
                to.Words("registers", "Registers present", Registers(x => services.Holds(x) == true));
                break;
            case 0x21:
                var markings = RegistrationMarkings.Decode(mb);
                to.Text("registration", "Registration, as sent", markings.RegistrationText);
                to.Text("airline", "Airline", markings.AirlineText);
                break;
            case >= 0xE3 and <= 0xE6:
                var equipment = EquipmentIdentification.Decode(mb);
                to.Text("equipment", "Number", equipment.Text);
                break;
            case 0xF1:
                var codes = MilitaryCodes.Decode(mb);
                DescribeMilitary(codes.Mode1, codes.Mode1HasFourDigits, codes.Mode2, to);
                break;
            case 0xF2:
                var modes = MilitaryModes.Decode(mb);
                DescribeMilitary(modes.Mode1, modes.Mode1HasFourDigits, modes.Mode2, to);
                to.Text("squawk", "Squawk", modes.ModeA?.ToString());
                break;
        }
    }

    private static void DescribeMilitary(Squawk? mode1, bool hasFourDigits, Squawk? mode2, IFieldWriter to)
    {
        to.Text("mode1", "Mode 1", hasFourDigits ? mode1?.ToString() : mode1?.ToString()[..2]);
        to.Text("mode2", "Mode 2", mode2?.ToString());
    }

    private static void Describe(in DataLinkCapability capability, IFieldWriter to)
    {
        to.Flag("continued", "Continued in 1,1", capability.IsContinued);
        to.Flag("overlay_command", "Overlay command", capability.OverlayCommand);
        to.Flag("tcas", "TCAS operational", capability.AcasOperational);
        to.Number("subnetwork_version", "Subnetwork version", capability.SubnetworkVersion);
        to.Flag("enhanced_protocol", "Enhanced protocol", capability.EnhancedProtocol);
        to.Flag("specific_services", "Specific services", capability.SpecificServices);
        to.Number("uplink_elm", "Uplink ELM", capability.UplinkElm, meaning: "throughput code");
        to.Number("downlink_elm", "Downlink ELM", capability.DownlinkElm, meaning: "throughput code");
        to.Flag("identification", "Identification", capability.Identification);
        to.Flag("squitter", "Extended squitter", capability.Squitter);
        to.Flag("si_codes", "SI codes", capability.SurveillanceIdentifier);
        to.Flag("registers_changed", "Toggle of 1,7", capability.CommonUsageChanged);
        to.Flag("hybrid_surveillance", "Hybrid surveillance", capability.HybridSurveillance);
        to.Flag("ra_capable", "Gives advisories", capability.ResolutionAdvisories);
        to.Number("acas_version", "ACAS version", capability.AcasVersion, meaning: capability.AcasVersion switch
        {
            0 => "DO-185",
            1 => "DO-185A, TCAS 7.0",
            2 => "DO-185B, TCAS 7.1",
            _ => "reserved",
        });
        to.Text("data_terminals", "Data terminals", capability.DataTerminals.ToString("X4", CultureInfo.InvariantCulture));
    }

    private static string[] Registers(Func<BdsCode, bool> isThere) =>
        [.. Enumerable.Range(0, 256).Select(x => new BdsCode((byte)x)).Where(isThere).Select(x => x.ToString())];

    private static string? NameOf(SurfaceSquitterRate rate) => rate switch
    {
        SurfaceSquitterRate.High => "high",
        SurfaceSquitterRate.Low => "low",
        _ => null,
    };
}
