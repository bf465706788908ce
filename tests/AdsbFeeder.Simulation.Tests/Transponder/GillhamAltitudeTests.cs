using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Transponder;

namespace AdsbFeeder.Simulation.Tests.Transponder;

/// <summary>What old encoders report is what the decoder reads.</summary>
public class GillhamAltitudeTests
{
    [Fact]
    public void Every_hundred_feet_survives_both_codes_and_a_patched_reply()
    {
        var reply = new SurveillanceReply(DownlinkFormat.SurveillanceAltitude, Address.Icao(0x4840D6), FlightStatus.Airborne, 0, 0, 38_000, null, null).Encode();
        for (var feet = -1200; feet <= 126_700; feet += 100)
        {
            var patched = SurveillanceReply.Decode(GillhamAltitude.Patch(reply, feet, 0x4840D6));

            Assert.Equal((feet, feet), (AltitudeCode.FromAc13(GillhamAltitude.Ac13(feet)), AltitudeCode.FromAc12(GillhamAltitude.Ac12(feet))));
            Assert.Equal((feet, Address.Icao(0x4840D6)), (patched.AltitudeFeet, patched.Address));
        }
    }
}
