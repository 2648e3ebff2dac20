using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class TalkerAliasTests
{
    [Fact]
    public void Every_vector_is_split_and_assembled()
    {
        foreach (var vector in GoldenVectors.List("talker_alias", 5))
        {
            var text = vector.Text("text");
            var format = (TalkerAliasFormat)vector.Number("format");
            var expected = vector.GetProperty("blocks").EnumerateArray().Select(block => LinkControl.Read(block.Octets("lc9"))).ToArray();
            var messages = new LinkControl[TalkerAlias.MostMessages];
            Assert.True(TalkerAlias.TrySplit(text, format, messages, out var count));
            Assert.Equal(expected, messages[..count]);
            Assert.Equal(text, Assembled(expected));
        }
    }

    [Theory]
    [InlineData(TalkerAliasFormat.SevenBit, 31, 4)]
    [InlineData(TalkerAliasFormat.SevenBit, 7, 1)]
    [InlineData(TalkerAliasFormat.SevenBit, 8, 2)]
    [InlineData(TalkerAliasFormat.EightBit, 27, 4)]
    [InlineData(TalkerAliasFormat.EightBit, 6, 1)]
    [InlineData(TalkerAliasFormat.EightBit, 7, 2)]
    [InlineData(TalkerAliasFormat.Utf8, 27, 4)]
    [InlineData(TalkerAliasFormat.Utf16, 13, 4)]
    [InlineData(TalkerAliasFormat.Utf16, 3, 1)]
    [InlineData(TalkerAliasFormat.Utf16, 4, 2)]
    public void A_name_takes_as_many_messages_as_it_needs(TalkerAliasFormat format, int length, int expected)
    {
        var text = new string('x', length);
        var messages = new LinkControl[TalkerAlias.MostMessages];
        Assert.True(TalkerAlias.TrySplit(text, format, messages, out var count));
        Assert.Equal(expected, count);
        Assert.Equal(text, Assembled(messages[..count]));
        if (expected == TalkerAlias.MostMessages)
            Assert.False(TalkerAlias.TrySplit(text + "x", format, messages, out _));
    }

    [Fact]
    public void A_format_refuses_what_it_cannot_say()
    {
        var messages = new LinkControl[TalkerAlias.MostMessages];
        Assert.False(TalkerAlias.TrySplit("é", TalkerAliasFormat.SevenBit, messages, out _));
        Assert.True(TalkerAlias.TrySplit("é", TalkerAliasFormat.EightBit, messages, out _));
        Assert.False(TalkerAlias.TrySplit("Đắk Lắk", TalkerAliasFormat.EightBit, messages, out _));
        Assert.False(TalkerAlias.TrySplit("\ud800", TalkerAliasFormat.Utf8, messages, out _));
        foreach (var format in new[] { TalkerAliasFormat.Utf8, TalkerAliasFormat.Utf16 })
        {
            Assert.True(TalkerAlias.TrySplit("Đắk Lắk", format, messages, out var count));
            Assert.Equal("Đắk Lắk", Assembled(messages[..count]));
        }
    }

    [Fact]
    public void A_name_comes_together_in_any_order_and_not_before() =>
        Gen.Select(Gen.Char['!', '~'].Array[1, 31], Gen.Int[0, 3], Gen.Shuffle(new[] { 0, 1, 2, 3 })).Sample((characters, formatIndex, order) =>
        {
            var format = (TalkerAliasFormat)formatIndex;
            var text = new string(characters);
            var messages = new LinkControl[TalkerAlias.MostMessages];
            if (!TalkerAlias.TrySplit(text, format, messages, out var count))
                return;
            var accumulator = new TalkerAliasAccumulator();
            var read = new char[TalkerAlias.MostCharacters];
            var left = count;
            foreach (var index in order.Where(index => index < count))
            {
                Assert.False(accumulator.IsComplete);
                Assert.False(accumulator.TryGetText(read, out _));
                Assert.True(accumulator.TryAdd(messages[index]));
                left--;
            }

            Assert.True(accumulator.TryGetText(read, out var written));
            Assert.Equal((0, text, format), (left, new string(read, 0, written), accumulator.Format));
            Assert.True(accumulator.TryAdd(messages[0]));
            Assert.True(accumulator.IsComplete);
        });

    [Fact]
    public void Another_header_begins_another_name_and_other_messages_are_none()
    {
        var accumulator = new TalkerAliasAccumulator();
        var messages = new LinkControl[TalkerAlias.MostMessages];
        Assert.True(TalkerAlias.TrySplit("PCCC 114", TalkerAliasFormat.EightBit, messages, out _));
        Assert.True(accumulator.TryAdd(messages[0]));
        Assert.True(accumulator.TryAdd(messages[1]));
        Assert.True(accumulator.IsComplete);
        Assert.True(TalkerAlias.TrySplit("KIEM LAM", TalkerAliasFormat.EightBit, messages, out _));
        Assert.True(accumulator.TryAdd(messages[0]));
        Assert.False(accumulator.IsComplete);
        Assert.False(accumulator.TryAdd(LinkControl.GroupVoice(new TalkgroupId(1), new RadioId(2))));
        Assert.False(accumulator.TryAdd(LinkControl.Read([0x04, 0x10, 0, 0, 0, 0, 0, 0, 0])));
        accumulator.Reset();
        Assert.True(accumulator.TryAdd(messages[1]));
        Assert.False(accumulator.IsComplete);
    }

    [Fact]
    public void Any_octets_of_the_air_give_a_text_or_none_and_no_exception() =>
        Gen.Byte.Array[28].Sample(octets =>
        {
            var accumulator = new TalkerAliasAccumulator();
            for (var part = 0; part < 4; part++)
                accumulator.TryAdd(LinkControl.Read([(byte)(4 + part), 0, .. octets.AsSpan(7 * part, 7)]));
            var text = new char[TalkerAlias.MostCharacters];
            return accumulator.TryGetText(text, out var written) && written <= TalkerAlias.MostCharacters;
        });

    private static string Assembled(LinkControl[] messages)
    {
        var accumulator = new TalkerAliasAccumulator();
        foreach (var message in messages)
            Assert.True(accumulator.TryAdd(message));
        var text = new char[TalkerAlias.MostCharacters];
        Assert.True(accumulator.TryGetText(text, out var written));
        return new string(text, 0, written);
    }
}
