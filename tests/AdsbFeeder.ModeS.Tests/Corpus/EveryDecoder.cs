namespace AdsbFeeder.ModeS.Tests;

/// <summary>All decoders over the same bits, whether they belong to them or not.</summary>
internal static class EveryDecoder
{
    /// <summary>Decodes and encodes again; returns something of every value, so that nothing is optimised away.</summary>
    public static int Run(in Frame frame)
    {
        var sum = 0;
        sum += AllCallReply.Decode(frame).Encode().GetHashCode();
        sum += SurveillanceReply.Decode(frame).Encode().GetHashCode();
        sum += AirAirReply.Decode(frame).Encode().GetHashCode();
        if (ExtendedSquitter.TryDecode(frame, out var squitter))
            sum += squitter.Encode().GetHashCode() + (int)squitter.Content + squitter.TypeCode;
        if (frame.Length == Frame.LongLength)
            sum += Run(frame.Message) + CommDReply.Decode(frame).Encode().GetHashCode();
        return sum;
    }

    public static int Run(MessageField field)
    {
        ulong bits = 0;
        bits += AircraftIdentification.Decode(field).Encode().Bits;
        bits += AirbornePosition.Decode(field).Encode().Bits;
        bits += SurfacePosition.Decode(field).Encode().Bits;
        bits += AirborneVelocity.Decode(field).Encode().Bits;
        bits += TisBVelocity.Decode(field).Encode().Bits;
        bits += CoarsePosition.Decode(field).Encode().Bits;
        bits += AircraftStatus.Decode(field).Encode().Bits;
        bits += TestSquawk.Decode(field).Encode().Bits;
        bits += TargetState.Decode(field).Encode().Bits;
        bits += OperationalStatus.Decode(field).Encode().Bits;
        bits += UnspecifiedMessage.Decode(field).Encode().Bits;
        bits += OperationalCoordination.Decode(field).Encode().Bits;
        bits += DataLinkCapability.Decode(field).Encode().Bits;
        bits += CommonUsageCapability.Decode(field).Encode().Bits;
        bits += IdentificationRegister.Decode(field).Encode().Bits;
        bits += ResolutionAdvisory.Decode(field).Encode().Bits;
        bits += SelectedVerticalIntention.Decode(field).Encode().Bits;
        bits += TrackAndTurn.Decode(field).Encode().Bits;
        bits += HeadingAndSpeed.Decode(field).Encode().Bits;
        bits += SquitterStatus.Decode(field).Encode().Bits;
        bits += SquitterStatus.Fits(field) ? 1u : 0;
        bits += RegistrationMarkings.Decode(field).Encode().Bits;
        bits += RegistrationMarkings.Fits(field) ? 1u : 0;
        bits += NextWaypointName.Decode(field).Encode().Bits;
        bits += NextWaypointName.Fits(field) ? 1u : 0;
        bits += NextWaypointPosition.Decode(field).Encode().Bits;
        bits += NextWaypointPosition.Fits(field) ? 1u : 0;
        bits += NextWaypointDetails.Decode(field).Encode().Bits;
        bits += NextWaypointDetails.Fits(field) ? 1u : 0;
        bits += MeteorologicalReport.Decode(field).Encode().Bits;
        bits += MeteorologicalReport.Fits(field) ? 1u : 0;
        bits += HazardReport.Decode(field).Encode().Bits;
        bits += HazardReport.Fits(field) ? 1u : 0;
        bits += VhfChannelReport.Decode(field).Encode().Bits;
        bits += VhfChannelReport.Fits(field) ? 1u : 0;
        bits += CoarsePositionReport.Decode(field).Encode().Bits;
        bits += CoarsePositionReport.Fits(field) ? 1u : 0;
        bits += FinePositionReport.Decode(field).Encode().Bits;
        bits += FinePositionReport.Fits(field) ? 1u : 0;
        bits += AirReferencedState.Decode(field).Encode().Bits;
        bits += AirReferencedState.Fits(field) ? 1u : 0;
        bits += WaypointReport.Decode(field).Encode().Bits;
        bits += WaypointReport.Fits(field) ? 1u : 0;
        bits += QuasiStaticMonitoring.Decode(field).Encode().Bits;
        bits += QuasiStaticMonitoring.Fits(field) ? 1u : 0;
        bits += EquipmentIdentification.Decode(field).Encode().Bits;
        bits += EquipmentIdentification.Fits(field) ? 1u : 0;
        bits += MilitaryCodes.Decode(field).Encode().Bits;
        bits += MilitaryCodes.Fits(field) ? 1u : 0;
        bits += MilitaryModes.Decode(field).Encode().Bits;
        bits += MilitaryModes.Fits(field) ? 1u : 0;
        bits += RegisterInference.Infer(field, new RegisterContext { AltitudeFeet = 30_000 }).Best?.Value ?? 0u;
        return (int)bits;
    }
}
