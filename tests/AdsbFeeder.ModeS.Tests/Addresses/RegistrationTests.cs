using FsCheck;
using FsCheck.Fluent;

namespace AdsbFeeder.ModeS.Tests;

public class RegistrationTests
{
    /// <summary>
    /// Aircraft of vradarserver/standing-data (CC0, aircraft/schema-01); of recordings: N464T, C-FRSI, N853NW, the D-A packed, F-G, SX-DGY, CS-TJE, TC-JJE,
    /// OO-SSA, HL7634; of ru-aircraft-db the RA; widely published: N1, N99999, N628TS, N757AF, VH-OQA, 9V-SKA. The first of a series only pin the rule.
    /// </summary>
    [Theory]
    [InlineData(0xA00001, "N1")]
    [InlineData(0xA00002, "N1A")]
    [InlineData(0xA00003, "N1AA")]
    [InlineData(0xA0025A, "N10")]
    [InlineData(0xADF7C7, "N99999")]
    [InlineData(0xA835AF, "N628TS")]
    [InlineData(0xAA3410, "N757AF")]
    [InlineData(0xA5AA20, "N464T")] // its own call sign, in frames/short_flights.csv
    [InlineData(0xABB3BE, "N853NW")]
    [InlineData(0xC02EC1, "C-FRSI")]
    [InlineData(0xC00001, "C-FAAA")]
    [InlineData(0xC044A9, "C-GAAA")]
    [InlineData(0xC080D0, "C-GWUH")]
    [InlineData(0xC0848D, "C-GYFC")]
    [InlineData(0x3C6444, "D-AIBD")]
    [InlineData(0x3C4B26, "D-ABYF")]
    [InlineData(0x3C01CD, "D-APRS")]
    [InlineData(0x3C09CD, "D-ASSM")]
    [InlineData(0x3C0D51, "D-AUBC")]
    [InlineData(0x3C8445, "D-BABE")]
    [InlineData(0x3C858C, "D-BALL")]
    [InlineData(0x3C20CE, "D-BPHX")]
    [InlineData(0x3CD061, "D-CGFH")]
    [InlineData(0x3CDF15, "D-CLUB")]
    [InlineData(0x3D04CF, "D-EABN")]
    [InlineData(0x3D0F4F, "D-EEAX")]
    [InlineData(0x3D511E, "D-FCYW")]
    [InlineData(0x3D5FF9, "D-FIPD")]
    [InlineData(0x3D9B3F, "D-GFAT")]
    [InlineData(0x3DE58F, "D-HHEL")]
    [InlineData(0x3DEB83, "D-HJLB")]
    [InlineData(0x3E2282, "D-IEGO")]
    [InlineData(0x3E2DFB, "D-IIPN")]
    [InlineData(0x3946E1, "F-GRXB")]
    [InlineData(0x3950CE, "F-GUGO")]
    [InlineData(0x39E1C6, "F-HYOG")]
    [InlineData(0x39E68C, "F-HZUM")]
    [InlineData(0x44CE61, "OO-SSA")]
    [InlineData(0x44958B, "OO-ELK")]
    [InlineData(0x45C86D, "OY-RCM")]
    [InlineData(0x45CF24, "OY-SYD")]
    [InlineData(0x460483, "OH-BSL")]
    [InlineData(0x460F46, "OH-FUK")]
    [InlineData(0x461E18, "OH-LKI")]
    [InlineData(0x4690F9, "SX-DGY")]
    [InlineData(0x469596, "SX-ELV")]
    [InlineData(0x494112, "CS-PHR")]
    [InlineData(0x495145, "CS-TJE")]
    [InlineData(0x4A0441, "YR-ABA")]
    [InlineData(0x4A08A5, "YR-BEE")]
    [InlineData(0x4BA945, "TC-JJE")]
    [InlineData(0x4B9E59, "TC-GRY")]
    [InlineData(0x71BE34, "HL7634")]
    [InlineData(0x71BF01, "HL7701")]
    [InlineData(0x71C353, "HL8353")]
    [InlineData(0x71C518, "HL8518")]
    [InlineData(0x740741, "JY-AZA")]
    [InlineData(0x7609C7, "AP-BNG")]
    [InlineData(0x76AA78, "9V-JSX")]
    [InlineData(0x76CD61, "9V-SKA")]
    [InlineData(0x7C0012, "VH-AAS")]
    [InlineData(0x7C0403, "VH-A2T")]
    [InlineData(0x7C4920, "VH-OQA")]
    [InlineData(0x8406D0, "JA01WJ")]
    [InlineData(0x846910, "JA147A")]
    [InlineData(0x84D283, "JA28LR")]
    [InlineData(0x847628, "JA17XJ")]
    [InlineData(0x872863, "JA902P")]
    [InlineData(0x155C43, "RA-89155")]
    [InlineData(0x15065F, "RA-67167")]
    [InlineData(0xE06145, "LV-FEE")]
    public void A_registration_follows_from_the_address_and_back(int address, string registration)
    {
        Assert.Equal(registration, Registration.Of(Address.Icao((uint)address)));
        Assert.True(Registration.TryParse(registration, out var back));
        Assert.Equal(Address.Icao((uint)address), back);
    }

    [Theory]
    [InlineData(0x406B90)] // United Kingdom: in the order of application
    [InlineData(0x4840D6)] // Netherlands
    [InlineData(0xADF7C8)] // military USA
    [InlineData(0x3C401A)] // a letter code 0
    [InlineData(0x39001B)] // a letter code 27
    [InlineData(0x00B015)] // ZS-YBF: South Africa has no rule without exceptions
    [InlineData(0x449018)] // OO-D92
    [InlineData(0x3848BD)] // F-JCGD
    [InlineData(0x71BA0A)] // no decimal digit
    [InlineData(0x3AA9C0)] // military France
    public void Addresses_outside_a_rule_have_none(int address) => Assert.Null(Registration.Of(Address.Icao((uint)address)));

    [Fact]
    public void An_address_that_is_not_ICAOs_has_none() => Assert.Null(Registration.Of(Address.NonIcao(0xA00001)));

    [Fact]
    public void Every_computed_registration_leads_back_to_its_address()
    {
        Span<char> text = stackalloc char[Registration.LongestLength];
        var count = 0;
        for (var bits = 1u; bits < 0xFFFFFF; bits += 13)
        {
            if (!Registration.TryFormat(Address.Icao(bits), text, out var length))
                continue;
            Assert.True(Registration.TryParse(text[..length], out var back) && back.Bits == bits, $"{bits:X6} {text[..length]}");
            count++;
        }

        Assert.True(count > 100_000, $"{count}");
    }

    [Fact]
    public void N_numbers_are_legal_and_lead_back_to_their_addresses()
    {
        Span<char> text = stackalloc char[Registration.LongestLength];
        for (var bits = 0xA00001u; bits <= 0xADF7C7; bits++)
        {
            Assert.True(NNumber.TryFormat(bits, text, out var length) && length is >= 2 and <= 6);
            Assert.True(NNumber.TryParse(text[..length], out var back) && back == bits);
        }

        Assert.False(NNumber.TryFormat(0xA00000, text, out _) || NNumber.TryFormat(0xADF7C8, text, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("N")]
    [InlineData("N0")]
    [InlineData("N1I")]
    [InlineData("N1234AB")]
    [InlineData("N12345A")]
    [InlineData("N123456")]
    [InlineData("N1A1")]
    [InlineData("D-APAAA")]
    [InlineData("HL7199")]
    [InlineData("HL720A")]
    [InlineData("JAAAAA")]
    [InlineData("JA1A1A")]
    [InlineData("n123")]
    [InlineData("G-ABCD")]
    [InlineData("RA-1234")]
    [InlineData("C-F1AA")]
    public void What_is_no_computable_registration_has_no_address(string text) => Assert.False(Registration.TryParse(text, out _));

    [Fact]
    public void Any_text_is_parsed_without_exception() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => !Registration.TryParse(text ?? "", out var address) || Registration.Of(address) is null || Registration.Of(address) == text)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
