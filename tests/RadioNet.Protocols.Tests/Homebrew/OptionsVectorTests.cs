using System.Text;
using System.Text.Json;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Protocols.Tests.Homebrew;

public sealed class OptionsVectorTests
{
    [Fact]
    public void Options_of_every_dialect()
    {
        foreach (var vector in VectorFile.Read("options.json"))
        {
            byte[] octets = vector.Octets();
            Assert.True(vector.Accept() == OptionsMessage.TryRead(octets, out var message), vector.Name());
            if (!vector.Accept()) continue;
            var options = HomebrewOptions.Parse(message.Text);
            Check(vector.Name(), vector.GetProperty("fields"), options);

            // What we write is read back as the same.
            var again = HomebrewOptions.Parse(Encoding.Latin1.GetBytes(options.Format()));
            Assert.Equal(options with { Talkgroups = [] }, again with { Talkgroups = [] });
            Assert.Equal(options.Talkgroups.ToHashSet(), again.Talkgroups.ToHashSet());

            byte[] written = new byte[OptionsMessage.LongestLength];
            int length = OptionsMessage.Write(written, message.Repeater, message.Text, message.Dialect);
            Assert.Equal(octets, written[..length]);
        }
    }

    private static void Check(string name, JsonElement fields, HomebrewOptions options)
    {
        Assert.True(Numbers(fields, "ts1").SequenceEqual(options.TalkgroupsOn(Timeslot.One).Select(id => id.Value)), name);
        Assert.True(Numbers(fields, "ts2").SequenceEqual(options.TalkgroupsOn(Timeslot.Two).Select(id => id.Value)), name);
        if (fields.TryGetProperty("ranges", out var ranges))
        {
            var written = options.Talkgroups.Select(entry => $"{entry.First}-{entry.Last}@{(byte)entry.Slot}" + (entry.Local == entry.First ? "" : $">{entry.Local}"));
            Assert.Equal(ranges.EnumerateArray().Select(range => range.GetString()), written);
        }

        Assert.Equal(Optional(fields, "reflector")?.GetUInt32(), options.Reflector);
        Assert.Equal(Optional(fields, "timerMinutes")?.GetInt32(), options.UserTalkgroupTime?.TotalMinutes);
        Assert.Equal(Optional(fields, "single")?.GetBoolean(), options.SingleTalkgroup);
        Assert.Equal(Optional(fields, "userLink")?.GetBoolean(), options.UserLink);
        Assert.Equal(Optional(fields, "announcements")?.GetBoolean(), options.Announcements);
        Assert.Equal(Optional(fields, "announcementTalkgroup")?.GetUInt32(), options.AnnouncementTalkgroup?.Value);
        Assert.Equal(Optional(fields, "language")?.GetString(), options.Language);
        Assert.Equal(Optional(fields, "key")?.GetString(), options.Key);
        Assert.Equal(Optional(fields, "password")?.GetString(), options.Password);
        Assert.Equal(Optional(fields, "sourceId")?.GetUInt32(), options.SourceId);
        Assert.Equal(Optional(fields, "clientType")?.GetString(), options.ClientType);
    }

    private static IEnumerable<uint> Numbers(JsonElement fields, string name) =>
        fields.GetProperty(name).EnumerateArray().Select(number => number.GetUInt32());

    private static JsonElement? Optional(JsonElement fields, string name) => fields.TryGetProperty(name, out var value) ? value : null;
}
