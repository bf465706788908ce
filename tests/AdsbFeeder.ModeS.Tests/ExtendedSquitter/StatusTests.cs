namespace AdsbFeeder.ModeS.Tests;

public class StatusTests
{
    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098", "A0", "KLM1023 ")]
    [InlineData("8D406B902015A678D4D220AA4BDA", "A0", "EZY85MH ")]
    [InlineData("8D3944EF200464B2DD8440F1ADDC", "A0", "AFR27XQ ")] // ends in padding 0
    [InlineData("8DB12A6419107FB5C00439015CB8", "B1", null)] // a glider with illegal characters
    [InlineData("8D4CA7B119100831CAD6E0BD107A", "B1", null)] // category from the type code
    public void Identifications_give_category_and_callsign(string hex, string category, string? callsign)
    {
        var identification = AircraftIdentification.Decode(Frame.Parse(hex).Message);

        Assert.Equal(category, identification.Category.ToString());
        Assert.Equal(callsign, identification.Callsign?.ToString());
    }

    [Theory]
    [InlineData("8D4CA7B1E1AA8A000000002BD4A1", Emergency.UnlawfulInterference, "7600")]
    [InlineData("8DAB2760E10A8900000000C506F3", Emergency.None, "7204")]
    [InlineData("8DA2C1B6E112B600000000760759", Emergency.None, "6513")]
    public void Emergency_and_squawk_are_independent(string hex, Emergency emergency, string squawk)
    {
        var status = AircraftStatus.Decode(Frame.Parse(hex).Message);

        Assert.Equal((emergency, squawk), (status.Emergency, status.Squawk.ToString()));
        Assert.Equal(Frame.Parse(hex).Message, status.Encode());
    }

    [Theory]
    [InlineData("8D4CA7B1BF555000000000FDD293", "7700")]
    [InlineData("8D7C7A85BF500000000000BEC8DC", "3000")]
    public void Test_messages_give_the_squawk(string hex, string squawk) =>
        Assert.Equal(squawk, TestSquawk.Decode(Frame.Parse(hex).Message).Squawk.ToString());

    [Fact]
    public void A_broadcast_advisory_is_read_like_register_3_0()
    {
        Assert.True(ExtendedSquitter.TryDecode(Frame.Parse("8D4CA7B1E2C20204F19110DA25A9"), out var squitter));
        Assert.Equal(SquitterContent.ResolutionAdvisory, squitter.Content);

        var advisory = ResolutionAdvisory.Decode(squitter.Me);

        Assert.Equal((0x3080, 8, 1, Address.Icao(0x3C6444)), (advisory.ActiveAdvisories, advisory.Complements, advisory.ThreatType, advisory.ThreatAddress));
        Assert.Equal(squitter.Me, advisory.EncodeSquitter());
    }

    [Fact]
    public void Target_state_of_version_2()
    {
        var state = TargetState.Decode(Frame.Parse("8D4CA7B1EABE885FDD3F588EB9C1").Message);

        Assert.Equal((31_968, SelectedAltitudeSource.FlightManagementSystem), (state.SelectedAltitudeFeet, state.AltitudeSource));
        Assert.Equal((1012.8, 347.34375), (state.BarometricSettingHectopascals, state.SelectedHeadingDegrees));
        Assert.Equal((true, false, true, true, false), (state.Autopilot, state.VNav, state.AltitudeHold, state.Approach, state.LNav));
        Assert.True(state.TcasOperational);
    }

    [Theory]
    [InlineData("8D4CA7B1EA001000013C08EAAB3A", 0)] // raw 1 is 0 ft
    [InlineData("8DAD39E3EA80185E9D5E0002039C", 0)]
    public void Target_altitude_counts_from_raw_1(string hex, int feet)
    {
        var state = TargetState.Decode(Frame.Parse(hex).Message);
        Assert.Equal(feet, state.SelectedAltitudeFeet);
        Assert.Equal(state, TargetState.Decode(state.Encode()));
    }

    [Fact]
    public void Target_state_of_version_1_has_another_layout()
    {
        var state = TargetState.Decode(Frame.Parse("8D4CA7B1E88AB42E9B18110BFF6D").Message);

        Assert.Equal((35_000, 233.0, true, 8), (state.SelectedAltitudeFeet, state.SelectedHeadingDegrees, state.HeadingIsTrack, state.NacP));
        Assert.Equal(Emergency.General, state.Emergency);
        Assert.Null(state.Autopilot);
    }

    /// <summary>A real frame of a version 1 set: nothing selected.</summary>
    [Fact]
    public void Target_state_of_version_1_without_targets()
    {
        var state = TargetState.Decode(Frame.Parse("8D7C1474E9481900093810E5B315").Message);

        Assert.Equal((0, null, null), (state.Subtype, state.SelectedHeadingDegrees, state.Autopilot));
        Assert.Equal(state, TargetState.Decode(state.Encode()));
    }

    [Fact]
    public void Operational_status_of_version_0_has_no_quality()
    {
        var status = OperationalStatus.Decode(Frame.Parse("8D4CA7B1F8180000000000C556E6").Message);

        Assert.Equal((0, 0), (status.Version, status.Subtype));
        Assert.Null(status.NacP);
        Assert.Null(status.Sil);
        Assert.Null(status.NicSupplementA);
    }

    [Fact]
    public void TCAS_of_version_1_is_told_by_an_inverted_bit()
    {
        var status = OperationalStatus.Decode(Frame.Parse("8D4CA7B1F8130000003828DC69B8").Message);

        Assert.Equal((1, true), (status.Version, status.TcasOperational));
    }

    [Theory]
    [InlineData("8C4CA7B1F9115506835932F8DE3C", 2, true, 5, 9, 3)] // synthetic
    [InlineData("8C7C4A0CF9004103834938E42BD4", 2, false, 1, 9, 3)] // real
    public void Operational_status_on_the_surface(string hex, int nacV, bool nicC, int size, int nacP, int sil)
    {
        var status = OperationalStatus.Decode(Frame.Parse(hex).Message);

        Assert.Equal((2, true), (status.Version, status.IsSurface));
        Assert.Equal((nacV, nicC, size, 0x83), (status.NacV, status.NicSupplementC, status.LengthWidthCode, status.AntennaOffset));
        Assert.Equal((nacP, sil), (status.NacP, status.Sil));
        Assert.Null(status.NicBaro);
        Assert.Equal(status, OperationalStatus.Decode(status.Encode()));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Later_versions_keep_the_fields_of_version_2(int version)
    {
        var me = Frame.Parse("8C7C4A0CF9004103834938E42BD4").Message.With(41, 43, (uint)version);

        var status = OperationalStatus.Decode(me);

        Assert.Equal((version, 9, 1), (status.Version, status.NacP, status.LengthWidthCode));
    }

    [Fact]
    public void Size_codes_give_metres()
    {
        Assert.Equal((25.0, 28.5), AircraftSize.Metres(2, 2));
        Assert.Null(AircraftSize.Metres(0, 2));
        Assert.Equal((15.0, 11.5), AircraftSize.Metres(0, 1));
    }
}
