namespace AdsbFeeder;

/// <summary>Exit codes, as sysexits.h has them.</summary>
internal static class ExitCode
{
    internal const int Success = 0;
    internal const int Failure = 1;

    /// <summary>EX_USAGE: the command line is wrong.</summary>
    internal const int Usage = 64;

    /// <summary>EX_DATAERR: the input was read but is not whole.</summary>
    internal const int DataError = 65;

    /// <summary>EX_NOINPUT: the input cannot be opened.</summary>
    internal const int NoInput = 66;

    /// <summary>EX_UNAVAILABLE: a port is taken, a device is absent.</summary>
    internal const int Unavailable = 69;

    /// <summary>EX_IOERR: reading or writing failed under way.</summary>
    internal const int InputOutput = 74;

    /// <summary>EX_CONFIG: the configuration is wrong.</summary>
    internal const int Configuration = 78;
}
