using System.Text.Json;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Protocols.Tests.Homebrew;

public sealed class ConfigurationVectorTests
{
    [Fact]
    public void Configurations()
    {
        foreach (var vector in VectorFile.Read("configuration.json"))
        {
            byte[] octets = vector.Octets();
            bool isRemote = RepeaterConfiguration.TryRead(octets, out var remote);
            bool isLocal = LocalConfiguration.TryRead(octets, out var local);
            Assert.True(vector.Accept() == (isRemote || isLocal), vector.Name());
            if (remote is not null) CheckRemote(vector, octets, remote);
            if (local is not null) CheckLocal(vector.GetProperty("fields"), octets, local);
        }
    }

    [Fact]
    public void Text_too_long_is_cut_at_a_character()
    {
        var configuration = new RepeaterConfiguration { Callsign = "ABCDEFGHIJ", Location = new string('ộ', 20), HeightMetres = 5000, PowerWatts = 500 };
        byte[] octets = new byte[RepeaterConfiguration.Length];
        configuration.Write(octets);
        Assert.True(RepeaterConfiguration.TryRead(octets, out var read));
        Assert.Equal("ABCDEFGH", read!.Callsign);
        Assert.Equal(new string('ộ', 6), read.Location);
        Assert.Equal((999, 99u), (read.HeightMetres, read.PowerWatts));
    }

    private static void CheckRemote(JsonElement vector, byte[] octets, RepeaterConfiguration configuration)
    {
        var fields = vector.GetProperty("fields");
        Assert.Equal(fields.Number("repeater"), configuration.Repeater.Value);
        Assert.Equal(fields.Text("callsign"), configuration.Callsign);
        Assert.Equal(Optional(fields, "receive"), configuration.ReceiveHertz);
        Assert.Equal(Optional(fields, "transmit"), configuration.TransmitHertz);
        Assert.Equal(Optional(fields, "power"), configuration.PowerWatts);
        Assert.Equal(Optional(fields, "colorCode"), configuration.ColorCode?.Value);
        Assert.Equal(Optional(fields, "latitude"), configuration.Latitude);
        Assert.Equal(Optional(fields, "longitude"), configuration.Longitude);
        Assert.Equal(Optional(fields, "height"), configuration.HeightMetres);
        Assert.Equal(fields.Text("location"), configuration.Location);
        Assert.Equal(fields.Text("description"), configuration.Description);
        Assert.Equal(fields.Enumerated<RepeaterSlots>("slots"), configuration.Slots);
        Assert.Equal(fields.Text("url"), configuration.Url);
        Assert.Equal(fields.Text("software"), configuration.Software);
        Assert.Equal(fields.Text("package"), configuration.Package);

        byte[] written = new byte[RepeaterConfiguration.Length];
        Assert.Equal(RepeaterConfiguration.Length, configuration.Write(written));
        if (vector.TryGetProperty("exact", out _)) Assert.Equal(octets, written);
    }

    private static void CheckLocal(JsonElement fields, byte[] octets, LocalConfiguration configuration)
    {
        Assert.Equal(fields.Number("repeater"), configuration.Repeater.Value);
        Assert.Equal(fields.Text("callsign"), configuration.Callsign);
        Assert.Equal(fields.Number("receive"), configuration.ReceiveHertz);
        Assert.Equal(fields.Number("transmit"), configuration.TransmitHertz);
        Assert.Equal(fields.Number("power"), configuration.PowerWatts);
        Assert.Equal(fields.Number("colorCode"), (uint)configuration.ColorCode!.Value.Value);
        Assert.Equal(fields.Enumerated<RepeaterSlots>("slots"), configuration.Slots);
        Assert.Equal(fields.Text("version"), configuration.Version);
        Assert.Equal(fields.Text("software"), configuration.Software);
        byte[] written = new byte[LocalConfiguration.Length];
        Assert.Equal(LocalConfiguration.Length, configuration.Write(written));
        Assert.Equal(octets, written);
    }

    private static double? Optional(JsonElement fields, string name) =>
        fields.GetProperty(name).ValueKind == JsonValueKind.Null ? null : fields.GetProperty(name).GetDouble();
}
