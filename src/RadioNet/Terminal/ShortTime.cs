using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace RadioNet.Command.Terminal;

/// <summary>Times in tables: UTC, to the second; empty when there is none.</summary>
internal static class ShortTime
{
    public static string Of(Timestamp? time) => time?.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
