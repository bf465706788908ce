using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Text;

/// <summary>Frames on which decoders go wrong (each from the notes of a comparison of eight of them, or off the air), and what the JSON
/// says.</summary>
public class TrapTests
{
    /// <summary>Fields as <c>key value</c>, <c>!key</c> for one that must be absent, between semicolons.</summary>
    [Theory]
    // Parity
    [InlineData("5D4840D6F87407", "crc_ok true; hex 4840d6; ca 5; ground false; interrogator II8; ii 8; !si; country NL; residue 000008")]
    [InlineData("5D40621D4F94EC", "crc_ok true; hex 40621d; interrogator SI44; si 44; !ii; country GB")]
    [InlineData("5D40621D4F94ED", "crc_ok true; interrogator SI45")]
    [InlineData("5D40621D4FD4EC", "crc_ok false; !hex; !ca; !ground; !interrogator")]
    [InlineData("8D406B902015E678D4D220AA4BDA", "crc_ok false; residue c2b380; !hex; !flight; !tc; !ca; !category")]
    [InlineData("8D406B902015E678D4DA20AA4BDA", "crc_ok false; residue b2df80; !hex; !flight")]
    [InlineData("8D406B902015A678D4D220AA4BDA", "crc_ok true; hex 406b90; flight EZY85MH ; category A0")]
    [InlineData("00000000000000", "crc_ok false; !hex; !alt_baro; !ri")]
    [InlineData("CD406B902015A678D4D220AA4BDA", "df 24; crc_ok false; !hex; !md")]
    [InlineData("D90123456789ABCDEF0123EB8E02", "df 24; hex 4ca7b1; ke true; nd 9; md 0123456789ABCDEF0123; !crc_ok")]
    [InlineData("9812345658C3813880C350EB475E", "df 19; af 0; hex 123456; tc 11; alt_baro 38000; type adsb_icao; !ca")]
    // DF16
    [InlineData("80E197B158BF12F38AD083E10AE8", "hex 45ac33; bds 0,5; alt_baro 37025; cpr even; cpr_lat 96709; cpr_lon 53379; tc 11; !ra; r OY-KAS; mv 58BF12F38AD083")]
    [InlineData("80E18C3830DA01200000007D2E44", "bds 3,0; ra true; ara 13952; rac 4; rat true; mte false; tti 0; !threat; advisory Clear of conflict; advisory_text Clear of conflict (was: Increase climb); do not pass above")]
    // Altitude codes
    [InlineData("02E197B00179C3", "alt_baro 37000; sl 7; ri 3; cross_link true; ground false; !crc_ok; residue 4b18fe")]
    [InlineData("2000042AC59FE6", "alt_baro 1500; hex 7c627e; r VH-TQO")]
    [InlineData("20000100C2CC6E", "alt_baro -1200")]
    [InlineData("20000400F4F7EE", "alt_baro -1000")]
    [InlineData("2000040AF49B99", "alt_baro 0")]
    [InlineData("20001223CE2B4C", "alt_baro 50200")]
    [InlineData("200001053D0051", "alt_baro 62800")]
    [InlineData("20000104C2F458", "alt_baro 126700")]
    [InlineData("20000200D0DAEE", "hex 4ca7b1; !alt_baro")]
    [InlineData("245093892A1BFD", "fs 4; alert 1; spi 1; dr 10; um 4; iis 1; ids 0; !alt_baro; !ground")]
    [InlineData("20000010CC2136", "alt_baro -1000")]
    [InlineData("8C7C14707D8003800009ACDAFF39", "alt_baro -800; ss 2; alert 1; !spi; cpr_lat 114688; cpr_lon 2476; nic 4; rc 3704; nuc_p 3")]
    [InlineData("20000C6886A952", "hex 4ca7b1; !alt_baro")]
    [InlineData("20000C7886498A", "hex 4ca7b1; !alt_baro")]
    [InlineData("200000002BABBE", "hex abcde1; !alt_baro")]
    // Surveillance
    [InlineData("280000006CDF7F", "squawk 0000; fs 0; ground false")]
    [InlineData("2C000A8AA83784", "squawk 7600; fs 4; alert 1; spi 1; !ground")]
    [InlineData("A02238382004B1F2CB0820321A78", "bds 2,0; flight AKG220  ; dr 4; um 17; iis 4; ids 1")]
    [InlineData("A020019C00800189C083F041E54B", "bds 1,8; dr 4; registers 0,5 0,6 0,7 0,8 0,9 0,A 1,0 1,7 1,8 1,9 1,C 2,0 2,1 3,0")]
    [InlineData("A690EACABA8F5DC9A769B91258CD", "fs 6; !alert; !spi; !ground; !alt_baro; dr 18; bds_verdict unknown; !bds; mb BA8F5DC9A769B9")]
    // Identification
    [InlineData("8D3944EF200464B2DD8440F1ADDC", "flight AFR27XQ ; r F-GRHP; country FR")]
    [InlineData("8DB12A6419107FB5C00439015CB8", "!flight; flight_raw 107FB5C00439; category B1; !country; !r")]
    [InlineData("8D4CA7B119100831CAD6E0BD107A", "category B1; !flight; flight_raw 100831CAD6E0")]
    // Positions
    [InlineData("8D4070E50053C0000000004F7C40", "tc 0; alt_baro 15700; !cpr; !cpr_lat; !nic; !nuc_p")]
    [InlineData("8D4CA7B1A0C3813880C3505B5A7A", "alt_geom 38000; !alt_baro; tc 20; nic 11; rc 8; nuc_p 9")]
    [InlineData("8D406666A80D1652395CBE9D59C6", "alt_geom 1425; tc 21; cpr odd; nic 10; rc 25")]
    [InlineData("8D40621D58C382D690C8AC2863A7", "nuc_p 7; !nic; !rc; nic_b false; ss 0; spi 0; alert 0; time_synchronised false")]
    [InlineData("8DA0039458C3820000BC62E4C0F6", "cpr even; cpr_lat 65536; cpr_lon 48226; r N10NN")]
    [InlineData("8C4CA7B13824013880C350D473D4", "tc 7; movement 2; gs 0.125; !track; ground true; !alt_baro")]
    [InlineData("8C3461CE399E40586B4EE4932241", "tc 7; movement 25; gs 8; track 281.25; ground true")]
    // Velocity
    [InlineData("8D40773999147D8018400A365428", "gs_east -124; !gs_north; !gs; !track; baro_rate -960")]
    [InlineData("8D4CA7B1991000193004004B82BF", "gs_north 200; !gs_east; !gs; !track; !geom_minus_baro; baro_rate 0")]
    [InlineData("8D4CA7B199100119300401B77C78", "gs 200; track 0; baro_rate 0; geom_minus_baro 0")]
    [InlineData("8D4CA7B199100100300401835691", "gs 0; !track; nac_v 2")]
    [InlineData("8D4CA7B19A112D8CA82C0B81E76A", "subtype 2; gs 1264.91; track 108.43; !speed_saturated")]
    [InlineData("8D3C4DC89A8CA882E0A409AB0E49", "subtype 2; gs 673.77; track 262.5; intent_change true")]
    [InlineData("8D4CA7B19913FF7FF7FC7F434176", "speed_saturated true; rate_saturated true; difference_saturated true; baro_rate 32640; geom_minus_baro 3150")]
    [InlineData("8D3461CE9908518D70040B3F8D55", "baro_rate 0; !geom_rate")]
    [InlineData("8DA05F219B06B6AF189400CBC33F", "mag_heading 243.98; tas 375; !ias; !gs; baro_rate -2304")]
    [InlineData("8C8960DE9D84543BAE4639A90C6B", "tc 19; subtype 5; content reserved; me 9D84543BAE4639; !gs; !baro_rate; !geom_rate; !nac_v")]
    // Status
    [InlineData("8D4CA7B1E1AA8A000000002BD4A1", "emergency unlawful; squawk 7600")]
    [InlineData("8DAB2760E10A8900000000C506F3", "emergency none; squawk 7204; r N818DA")]
    [InlineData("8D4CA7B1E2C20204F19110DA25A9", "ra true; ara 12416; rac 8; tti 1; threat 3c6444; advisory Climb; ra_sense up; !squawk; !emergency")]
    [InlineData("8DA2C1B6E112B600000000760759", "squawk 6513; !ra")]
    [InlineData("8D4CA7B1EA001000013C08EAAB3A", "nav_altitude_mcp 0; !nav_qnh; !nav_heading; !nav_modes; tcas true")]
    [InlineData("8DAD39E3EA80185E9D5E0002039C", "nav_altitude_fms 0; nav_qnh 1012.8; nav_heading 234.84; nav_modes ")]
    [InlineData("8D4CA7B1EABE885FDD3F588EB9C1", "nav_heading 347.34; nav_qnh 1012.8; nav_altitude_fms 31968; nav_altitude_source fms; nav_modes autopilot althold approach tcas")]
    [InlineData("8D4CA7B1E88AB42E9B18110BFF6D", "nav_altitude_mcp 35000; nav_heading 233; nav_heading_is_track true; nac_p 8; emergency general; !nav_modes; !sil_type")]
    [InlineData("8D7C1474E9481900093810E5B315", "nav_altitude_holding 4000; !nav_altitude_mcp; !nav_heading; emergency none; nac_p 9")]
    [InlineData("8D4CA7B1F8180000000000C556E6", "version 0; subtype 0; !nac_p; !sil; !nic_a; tcas true; cdti true")]
    [InlineData("8D4CA7B1F8130000003828DC69B8", "version 1; tcas true; nac_p 8; sil 2; nic_a 1; nic_baro 1; baq 0; !gva; !sda; !sil_type; arv true")]
    [InlineData("8C4CA7B1F9115506835932F8DE3C", "version 2; nac_v 2; nic_c 1; length_width 5; antenna_offset 131; nac_p 9; sil 3; sil_type persample; length 35; width 38; sda 2; !gva")]
    [InlineData("8C7C4A0CF9004103834938E42BD4", "version 2; nac_v 2; nic_c 0; length_width 1; antenna_offset 131; track_is_heading true; sda 3")]
    [InlineData("8D4CA7B1BF555000000000FDD293", "tc 23; subtype 7; squawk 7700")]
    [InlineData("8D7C7A85BF500000000000BEC8DC", "squawk 3000")]
    [InlineData("8DA05F21C10123456789ABB23E0A", "tc 24; subtype 1; content surface system status; data 0123456789AB")]
    [InlineData("8DA05F21F04CA7B1000000910610", "tc 30; partner 4ca7b1; data 000000")]
    // DF18
    [InlineData("94123456F8000000000000A72B41", "cf 4; kind TIS-B management; me F8000000000000; !tc; !version; hex ~123456")]
    [InlineData("9712345658C3813880C3505E72E4", "cf 7; me 58C3813880C350; !tc; !alt_baro; !cpr")]
    [InlineData("9212345659C3813880C350444882", "cf 2; hex ~123456; imf true; type tisb_trackfile; track_file 1110; track_file_squawk 0443; alt_baro 38000; !nic_b; !country")]
    [InlineData("9612345659C3813880C350DA796B", "cf 6; hex ~123456; imf true; type adsr_other; !track_file; !nic_b")]
    [InlineData("9212345658C3813880C350983275", "cf 2; hex 123456; imf false; type tisb_icao; !nic_b; !track_file")]
    [InlineData("931234560787148C4D2929B869A8", "cf 3; imf false; service_volume 3; alt_baro 38000; track 101.25; gs 144; cpr_lat 1234; cpr_lon 2345; !tc; ss 0")]
    [InlineData("92A24528993C238900062053CDEF", "nac_p 7; nac_v 0; sil 2; nic_supplement true; geo false; !geom_minus_baro; gs 78.72; imf false")]
    [InlineData("96271BFD9A78B69D0C107D5C091B", "type adsr_icao; gs 1173.86; !intent_change")]
    // Registers
    [InlineData("A0000A398DB46D80000004C1E6FB", "bds 4,0; nav_altitude_mcp 7008; nav_altitude_fms 7008; military true; !r; bds_name selected vertical intention")]
    [InlineData("A0001838FD9F39387FC4DCB9B6D4", "bds 5,0; roll -3.52; track 342.42; gs 450; track_rate -0.25; tas 440")]
    [InlineData("A000139381951536E024D4CCF6B5", "bds 5,0; roll 2.11; track 114.26; gs 438; tas 424")]
    [InlineData("A8001EBCFFFB23286004A73F6A5B", "bds 5,0; gs 322; track 250.49; tas 334; !mag_heading")]
    [InlineData("A0001838C00A1D2FBFFFFF8123FC", "bds 6,0; mag_heading 180; ias 270; mach 0.76; baro_rate -32; inertial_rate -32; geom_rate -32")]
    [InlineData("A00015B8F56A132FE00FFFC48CB6", "bds 6,0; baro_rate 32; inertial_rate -32; mach 0.764")]
    [InlineData("A0001838197E59C7E3B8007EF88A", "bds 4,4; met_source ins; ws 95; wd 210.94; oat -56.25; static_pressure 238; !turbulence; !humidity")]
    [InlineData("A0001692185BD5CF400000DFC696", "bds 4,4; ws 22; wd 344.53; oat -48.75; !static_pressure")]
    [InlineData("A10000B9FF81C300000000B6F5F3", "bds 1,7; ground true; !turbulence; registers 0,5 0,6 0,7 0,8 0,9 0,A 2,0 2,1 4,0 5,0 5,1 5,2 5,F 6,0")]
    [InlineData("A800122C9B580030A40000CAB721", "bds 4,0; nav_altitude_mcp 14000; nav_qnh 1013; !oat; squawk 2312")]
    [InlineData("A800122C000000000000005EFF05", "bds_verdict empty; !bds; mb 00000000000000; !ra")]
    [InlineData("A80008003000000000000029041E", "bds 3,0; ra false; !advisory; !advisory_text")]
    [InlineData("A000183810030A80F580010C1AB4", "bds 1,0; data_terminals 8001; tcas true; acas_version 1; overlay_command true; subnetwork_version 5")]
    [InlineData("A000183830C20204F191103F722A", "bds 3,0; threat 3c6444; advisory Climb; advisory_text Climb; do not pass below; threat 3c6444")]
    [InlineData("A000183830A2012987054D6E6AE9", "threat_alt 18800; threat_range 2; threat_bearing 75; !threat; rat true")]
    public void A_trap_has_the_right_fields(string hex, string expected)
    {
        using var document = JsonDocument.Parse(Json(hex));
        var root = document.RootElement;

        foreach (var field in Fields(expected))
        {
            if (field[0] == '!')
            {
                Assert.False(root.TryGetProperty(field[1..], out _), field);
                continue;
            }

            var key = field.Split(' ')[0];
            Assert.True(root.TryGetProperty(key, out var value), key);
            Assert.Equal(field[(key.Length + 1)..], value.ValueKind switch
            {
                JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(x => x.GetString())),
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            });
        }
    }

    [Fact]
    public void A_register_that_could_be_two_names_both_and_has_no_values()
    {
        var field = new TrackAndTurn { RollDegrees = -1.5 }.Encode();
        var frame = new SurveillanceReply(DownlinkFormat.CommBIdentity, Address.Icao(0x4CA7B1), FlightStatus.Airborne, 0, 0, null, Squawk.Parse("1000"), field).Encode();

        using var document = JsonDocument.Parse(Json(frame.ToString()));

        Assert.Equal("ambiguous", document.RootElement.GetProperty("bds_verdict").GetString());
        Assert.Equal(2, document.RootElement.GetProperty("bds_candidates").GetArrayLength());
        Assert.False(document.RootElement.TryGetProperty("bds", out _));
        Assert.False(document.RootElement.TryGetProperty("roll", out _));
    }

    [Fact]
    public void Text_says_what_codes_mean()
    {
        Assert.Contains("NACp                    9 (95 % within 30 m)", Text("8C4CA7B1F9115506835932F8DE3C"));
        Assert.Contains("SIL                     3 (outside Rc with 1E-7)", Text("8C4CA7B1F9115506835932F8DE3C"));
        Assert.Contains("NACv                    2 (95 % below 3 m/s)", Text("8C4CA7B1F9115506835932F8DE3C"));
        Assert.Contains("SDA                     2 (level C)", Text("8C4CA7B1F9115506835932F8DE3C"));
        Assert.Contains("Capability              5 (level 2 or above, airborne)", Text("5D4840D6F87407"));
        Assert.Contains("Flight status           4 (alert and ident)", Text("2C000A8AA83784"));
        Assert.Contains("Squawk                  7600 (radio failure)", Text("2C000A8AA83784"));
        Assert.Contains("Country                 NL (Netherlands)", Text("5D4840D6F87407"));
        Assert.Contains("Downlink request        4 (Comm-B broadcast 1 waits)", Text("A02238382004B1F2CB0820321A78"));
        Assert.Contains("In words                Climb; do not pass below; threat 3c6444", Text("A000183830C20204F191103F722A"));
    }

    private static string[] Fields(string expected)
    {
        // An advisory in words has semicolons of its own, and so comes last.
        var words = expected.IndexOf("advisory_text ", StringComparison.Ordinal);
        return words < 0 ? expected.Split("; ") : [.. expected[..words].Split("; ", StringSplitOptions.RemoveEmptyEntries), expected[words..]];
    }

    private static string Json(string hex)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageJson.Write(Update(hex), output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string[] Text(string hex)
    {
        var text = new System.Text.StringBuilder();
        MessageText.Write(Update(hex), text);
        return text.ToString().Split('\n');
    }

    private static TrackUpdate Update(string hex) => new(new ReceivedFrame(Frame.Parse(hex), 0, 0, FrameSource.Network), TrackOutcome.Accepted);
}
