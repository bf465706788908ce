using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names how a frame was received.</summary>
internal static class ReceptionFields
{
    public static void Describe(in ReceivedFrame received, IFieldWriter to)
    {
        to.Text("source", "Source", received.Source switch
        {
            FrameSource.Radio => "radio",
            FrameSource.Network => "network",
            FrameSource.Mlat => "mlat",
            _ => "simulation",
        });
        if (received.UnixMilliseconds > 0)
            to.Number("now", "Received", received.UnixMilliseconds / 1000.0, "s since 1970, UTC", 3);
        to.Number("ticks", "Clock", received.Ticks12MHz, "ticks of 12 MHz");
        to.Number("toa_ns", "Arrival", received.TimeOfArrivalNanoseconds, "ns of sample time", 1);
        if (received.SignalPower > 0)
            to.Number("rssi", "Level", 10 * Math.Log10(received.SignalPower), "dBFS", 1);
        to.Number("snr", "Signal to noise", received.SnrDecibels, "dB", 1);
        to.Number("repaired", "Repaired", received.RepairedBits, "bits");
    }
}
