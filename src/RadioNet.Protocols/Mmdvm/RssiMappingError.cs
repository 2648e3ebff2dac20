namespace RadioNet.Protocols.Mmdvm;

/// <summary>What is wrong in a text of an <see cref="RssiMapping"/>.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and what to do, a sentence.</param>
public sealed record RssiMappingError(int Line, string Message)
{
    /// <summary>The error as it follows a file's name: <c>LINE: message</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}: {Message}");
}
