namespace RadioNet.Voice.Tests.Routing;

internal static class SpanExtensions
{
    /// <summary>Fills a span that a socket's queue gave.</summary>
    public static void Set(this Span<byte> room, ReadOnlySpan<byte> octets) => octets.CopyTo(room);
}
