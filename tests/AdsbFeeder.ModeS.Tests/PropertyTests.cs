using FsCheck;
using FsCheck.Fluent;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>What holds for all frames, tried on random ones.</summary>
public class PropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly Arbitrary<byte[]> ShortBytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(7).ToArbitrary();
    private static readonly Arbitrary<byte[]> LongBytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(14).ToArbitrary();
    private static readonly Arbitrary<MessageField> Fields =
        Gen.Choose(0, 255).ArrayOf(7).Select(values => new MessageField(values.Aggregate(0UL, (bits, value) => bits << 8 | (uint)value))).ToArbitrary();

    [Fact]
    public void Any_7_bytes_decode_without_exception() => Check(ShortBytes, bytes => Decodes(bytes));

    [Fact]
    public void Any_14_bytes_decode_without_exception() => Check(LongBytes, bytes => Decodes(bytes));

    [Fact]
    public void Any_14_bytes_with_sound_parity_decode_without_exception_as_a_squitter() => Check(LongBytes, bytes =>
    {
        bytes[0] = (byte)((17 + bytes[1] % 3) << 3 | bytes[0] & 7);
        Parity.Apply(bytes);
        return ExtendedSquitter.TryDecode(new Frame(bytes), out var squitter) && squitter.Encode() == new Frame(bytes) && Decodes(bytes);
    });

    [Fact]
    public void Parity_detects_every_burst_of_up_to_24_bits()
    {
        var bursts =
            from bytes in LongBytes.Generator
            from length in Gen.Choose(1, 24)
            from start in Gen.Choose(0, 112 - length)
            from pattern in Gen.Choose(0, (1 << 24) - 1)
            select (bytes, start, Burst: Ends(length) | pattern & (1 << length) - 1, length);
        Check(bursts.ToArbitrary(), sample =>
        {
            Parity.Apply(sample.bytes);
            for (var i = 0; i < sample.length; i++)
            {
                if ((sample.Burst >> i & 1) != 0)
                    sample.bytes[(sample.start + i) / 8] ^= (byte)(0x80 >> (sample.start + i) % 8);
            }

            return Parity.Residue(sample.bytes) != 0;
        });
    }

    [Fact]
    public void Residue_is_linear() => Check(LongBytes, bytes =>
    {
        var other = bytes.Reverse().ToArray();
        var sum = bytes.Zip(other, (a, b) => (byte)(a ^ b)).ToArray();
        return (Parity.Residue(bytes) ^ Parity.Residue(other)) == Parity.Residue(sum);
    });

    [Fact]
    public void What_a_squitter_payload_decodes_to_survives_encoding()
    {
        Survives(AircraftIdentification.Decode, value => value.Encode());
        Survives(AirbornePosition.Decode, value => value.Encode());
        Survives(SurfacePosition.Decode, value => value.Encode());
        Survives(AirborneVelocity.Decode, value => value.Encode());
        Survives(TisBVelocity.Decode, value => value.Encode());
        Survives(CoarsePosition.Decode, value => value.Encode());
        Survives(AircraftStatus.Decode, value => value.Encode());
        Survives(TestSquawk.Decode, value => value.Encode());
        Survives(TargetState.Decode, value => value.Encode());
        Survives(OperationalStatus.Decode, value => value.Encode());
        Survives(UnspecifiedMessage.Decode, value => value.Encode());
        Survives(OperationalCoordination.Decode, value => value.Encode());
    }

    [Fact]
    public void What_a_register_decodes_to_survives_encoding()
    {
        Survives(DataLinkCapability.Decode, value => value.Encode());
        Survives(CommonUsageCapability.Decode, value => value.Encode());
        Survives(IdentificationRegister.Decode, value => value.Encode());
        Survives(ResolutionAdvisory.Decode, value => value.Encode());
        Survives(ResolutionAdvisory.Decode, value => value.EncodeSquitter());
        Survives(SelectedVerticalIntention.Decode, value => value.Encode());
        Survives(TrackAndTurn.Decode, value => value.Encode());
        Survives(HeadingAndSpeed.Decode, value => value.Encode());
        Survives(SquitterStatus.Decode, value => value.Encode());
        Survives(RegistrationMarkings.Decode, value => value.Encode());
        Survives(NextWaypointName.Decode, value => value.Encode());
        Survives(NextWaypointPosition.Decode, value => value.Encode());
        Survives(NextWaypointDetails.Decode, value => value.Encode());
        Survives(MeteorologicalReport.Decode, value => value.Encode());
        Survives(HazardReport.Decode, value => value.Encode());
        Survives(VhfChannelReport.Decode, value => value.Encode());
        Survives(CoarsePositionReport.Decode, value => value.Encode());
        Survives(FinePositionReport.Decode, value => value.Encode());
        Survives(AirReferencedState.Decode, value => value.Encode());
        Survives(WaypointReport.Decode, value => value.Encode());
        Survives(QuasiStaticMonitoring.Decode, value => value.Encode());
        Survives(EquipmentIdentification.Decode, value => value.Encode());
        Survives(MilitaryCodes.Decode, value => value.Encode());
        Survives(MilitaryModes.Decode, value => value.Encode());
    }

    [Fact]
    public void What_a_reply_decodes_to_survives_encoding()
    {
        Check(LongBytes, bytes => new[] { 4, 5, 20, 21 }.All(format =>
        {
            var reply = SurveillanceReply.Decode(Of(format, bytes));
            return SurveillanceReply.Decode(reply.Encode()) == reply;
        }));
        Check(LongBytes, bytes => new[] { 0, 16 }.All(format =>
        {
            var reply = AirAirReply.Decode(Of(format, bytes));
            return AirAirReply.Decode(reply.Encode()) == reply;
        }));
        Check(LongBytes, bytes =>
        {
            var reply = CommDReply.Decode(Of(24, bytes));
            return CommDReply.Decode(reply.Encode()) == reply;
        });
        Check(ShortBytes, bytes =>
        {
            Parity.Apply(bytes, (uint)bytes[6] & 0x7F);
            var reply = AllCallReply.Decode(Of(11, bytes));
            return AllCallReply.Decode(reply.Encode()).Address == reply.Address;
        });
    }

    [Fact]
    public void Positions_survive_both_ways_of_decoding_to_the_resolution()
    {
        var positions =
            from latitude in Gen.Choose(-8_990_000, 8_990_000)
            from longitude in Gen.Choose(-18_000_000, 17_999_999)
            select (Latitude: latitude / 1e5, Longitude: longitude / 1e5);
        Check(positions.ToArbitrary(), place => new[] { false, true }.All(surface =>
        {
            var even = Cpr.Encode(place.Latitude, place.Longitude, CprFormat.Even, surface);
            var odd = Cpr.Encode(place.Latitude, place.Longitude, CprFormat.Odd, surface);
            return IsNear(Cpr.TryDecodeLocal(even, place.Latitude + 0.2, place.Longitude, surface, out var latitude, out var longitude), place, latitude, longitude)
                && IsNear(Cpr.TryDecodeLocal(odd, place.Latitude - 0.2, place.Longitude, surface, out latitude, out longitude), place, latitude, longitude)
                && (!Global(even, odd, CprFormat.Odd, place, surface, out latitude, out longitude) || IsNear(true, place, latitude, longitude));
        }));
    }

    private static bool Global(
        CprPosition even, CprPosition odd, CprFormat newest, (double Latitude, double Longitude) place, bool surface, out double latitude, out double longitude) =>
        surface
            ? Cpr.TryDecodeGlobalSurface(even, odd, newest, place.Latitude, place.Longitude, out latitude, out longitude)
            : Cpr.TryDecodeGlobalAirborne(even, odd, newest, out latitude, out longitude);

    private static bool IsNear(bool found, (double Latitude, double Longitude) place, double latitude, double longitude)
    {
        var turn = Math.Abs(longitude - place.Longitude);
        return found && longitude is >= -180 and < 180
            && Math.Abs(latitude - place.Latitude) < 4e-5
            && Math.Min(turn, 360 - turn) * Math.Cos(place.Latitude * Math.PI / 180) < 2e-4;
    }

    private static int Ends(int length) => 1 | 1 << (length - 1);

    private static Frame Of(int format, byte[] bytes)
    {
        var own = bytes[..Frame.LengthOf((DownlinkFormat)format)];
        own[0] = (byte)(format << 3 | own[0] & 7);
        return new Frame(own);
    }

    private static bool Decodes(byte[] bytes)
    {
        _ = EveryDecoder.Run(new Frame(bytes));
        _ = Parity.TryRepairSingleBit(bytes, out _, formatBits: true);
        return true;
    }

    private static void Survives<T>(Func<MessageField, T> decode, Func<T, MessageField> encode)
        where T : struct, IEquatable<T> =>
        Check(Fields, field => Enumerable.Range(0, 8).All(version =>
        {
            var value = decode(field.With(41, 43, (uint)version)); // every version of type code 31, at no harm to others
            return decode(encode(value)).Equals(value);
        }));

    private static void Check<T>(Arbitrary<T> values, Func<T, bool> holds) => Prop.ForAll(values, holds).Check(Thorough);
}
