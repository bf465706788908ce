using System.Reflection;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Radio.Soapy;

/// <summary>The functions of SoapySDR's C interface (0.8) that we call; see SoapySDR/Device.h. Results below 0 are errors, whose words <see cref="LastError"/> has.</summary>
internal static unsafe partial class LibSoapy
{
    internal const int Receive = 1;
    internal const int LogErrors = 3;

    internal const int Timeout = -1;
    internal const int Overflow = -4;

    private const string Name = "SoapySDR";

    private static readonly Lazy<nint> Library = new(Load);

    /// <summary>Debian's and that of builds from source; the last two are macOS and Windows.</summary>
    internal static string[] Candidates { get; } = ["libSoapySDR.so.0.8", "libSoapySDR.so", "libSoapySDR.dylib", "SoapySDR.dll"];

    internal static bool IsInstalled => Library.Value != 0;

    [LibraryImport(Name, EntryPoint = "SoapySDR_setLogLevel")]
    internal static partial void SetLogLevel(int level);

    [LibraryImport(Name, EntryPoint = "SoapySDR_free")]
    internal static partial void Free(void* memory);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_lastError")]
    internal static partial byte* LastError();

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_enumerateStrArgs", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Arguments* Enumerate(string wanted, out nuint count);

    [LibraryImport(Name, EntryPoint = "SoapySDRKwargsList_clear")]
    internal static partial void Clear(Arguments* list, nuint count);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_makeStrArgs", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Make(string wanted);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_unmake")]
    internal static partial int Unmake(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getDriverKey")]
    internal static partial byte* DriverKey(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getHardwareKey")]
    internal static partial byte* HardwareKey(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setSampleRate")]
    internal static partial int SetSampleRate(nint device, int direction, nuint channel, double rate);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getSampleRate")]
    internal static partial double GetSampleRate(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getSampleRateRange")]
    internal static partial Range* GetSampleRateRange(nint device, int direction, nuint channel, out nuint count);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setFrequency")]
    internal static partial int SetFrequency(nint device, int direction, nuint channel, double hertz, Arguments* arguments);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setFrequencyCorrection")]
    internal static partial int SetFrequencyCorrection(nint device, int direction, nuint channel, double partsPerMillion);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setGainMode")]
    internal static partial int SetGainMode(nint device, int direction, nuint channel, byte automatic);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getGainRange")]
    internal static partial Range GetGainRange(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setGain")]
    internal static partial int SetGain(nint device, int direction, nuint channel, double decibels);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getGain")]
    internal static partial double GetGain(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_writeSetting", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int WriteSetting(nint device, string key, string value);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getNativeStreamFormat")]
    internal static partial byte* GetNativeStreamFormat(nint device, int direction, nuint channel, out double fullScale);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setupStream", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint SetupStream(nint device, int direction, string format, nuint* channels, nuint channelCount, Arguments* arguments);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getStreamMTU")]
    internal static partial nuint GetStreamMtu(nint device, nint stream);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_activateStream")]
    internal static partial int ActivateStream(nint device, nint stream, int flags, long nanoseconds, nuint samples);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_readStream")]
    internal static partial int ReadStream(nint device, nint stream, void** buffers, nuint samples, out int flags, out long nanoseconds, CLong timeoutMicroseconds);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_deactivateStream")]
    internal static partial int DeactivateStream(nint device, nint stream, int flags, long nanoseconds);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_closeStream")]
    internal static partial int CloseStream(nint device, nint stream);

    /// <summary>Takes over a string that SoapySDR allocated.</summary>
    internal static string Take(byte* text)
    {
        var taken = Marshal.PtrToStringUTF8((nint)text) ?? "";
        Free(text);
        return taken;
    }

    private static nint Load()
    {
        foreach (var candidate in Candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out var library))
            {
                NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? library : 0);
                return library;
            }
        }

        return 0;
    }

    /// <summary>SoapySDRKwargs: keys and values.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Arguments
    {
        internal nuint Count;
        internal byte** Keys;
        internal byte** Values;
    }

    /// <summary>SoapySDRRange; a single value where both ends are equal.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Range
    {
        internal double Minimum;
        internal double Maximum;
        internal double Step;
    }
}
