namespace AdsbFeeder.Monitoring;

/// <summary>Looks at what becomes of each delivery, and says so when that changes: the exporter itself keeps its troubles to itself.</summary>
internal sealed partial class OtlpReporter(Uri target, ILogger logger) : DelegatingHandler
{
    private bool? _works;

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Told(base.Send(request, cancellationToken));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            Tell(fault.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Told(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            Tell(fault.Message);
            throw;
        }
    }

    private HttpResponseMessage Told(HttpResponseMessage answer)
    {
        Tell(answer.IsSuccessStatusCode ? null : $"HTTP {(int)answer.StatusCode}");
        return answer;
    }

    private void Tell(string? fault)
    {
        if (fault is null && _works != true)
        {
            LogDelivered(logger, target);
        }
        else if (fault is not null && _works != false)
        {
            LogUndelivered(logger, target, fault);
        }

        _works = fault is null;
    }

    [LoggerMessage(1010, LogLevel.Information, "Metrics go to {Target}")]
    private static partial void LogDelivered(ILogger logger, Uri target);

    [LoggerMessage(1011, LogLevel.Warning, "Metrics cannot be delivered to {Target}: {Fault}. It is tried again and again, and everything else goes on")]
    private static partial void LogUndelivered(ILogger logger, Uri target, string fault);
}
