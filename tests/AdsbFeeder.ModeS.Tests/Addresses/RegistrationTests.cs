using FsCheck;
using FsCheck.Fluent;

namespace AdsbFeeder.ModeS.Tests;

public class RegistrationTests
{
    /// <summary>
    /// Independent: N464T sends its registration as call sign in frames/short_flights.csv; N1, N99999, N628TS, N757AF are widely published.
    /// The others pin what the rules give; see docs/decoder-notes.md for how far each is supported.
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
    [InlineData(0x4690F9, "SX-DGY")]
    [InlineData(0xC00001, "C-FAAA")]
    [InlineData(0xC044A9, "C-GAAA")]
    [InlineData(0x3C6444, "D-AIBD")]
    [InlineData(0x3C4B26, "D-ABYF")]
    [InlineData(0x3CC000, "D-CAAA")]
    [InlineData(0x3D04A8, "D-EAAA")]
    [InlineData(0x3E1748, "D-IAAA")]
    [InlineData(0x3946E1, "F-GRXB")]
    [InlineData(0x3950CE, "F-GUGO")]
    [InlineData(0x44CE61, "OO-SSA")]
    [InlineData(0x495145, "CS-TJE")]
    [InlineData(0x4A0835, "YR-BAU")]
    [InlineData(0x4BA945, "TC-JJE")]
    [InlineData(0x71BE34, "HL7634")]
    [InlineData(0x71C000, "HL8000")]
    [InlineData(0x76CD61, "9V-SKA")]
    [InlineData(0x7C4920, "VH-OQA")]
    [InlineData(0x86CE6C, "JA801A")]
    [InlineData(0x140000 + 89_001, "RA-89001")]
    [InlineData(0x0B03E8, "CU-T1000")]
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
