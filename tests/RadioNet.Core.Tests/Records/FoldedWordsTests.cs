using RadioNet.Core.Records;

namespace RadioNet.Core.Tests.Records;

public class FoldedWordsTests
{
    [Theory]
    [InlineData("Chỉ huy tỉnh Đắk Lắk", "chi huy tinh dak lak")]
    [InlineData("PHÒNG CHÁY, CHỮA CHÁY (114)", "phong chay chua chay 114")]
    [InlineData("Buôn Ma Thuột – trạm 2", "buon ma thuot tram 2")]
    [InlineData("ỗ ữ ặ ỷ đ ơ", "o u a y d o")]
    [InlineData("Chi\u0309 huy", "chi huy")]
    [InlineData("  ...  ", "")]
    [InlineData("Москва 7", "москва 7")]
    public void Texts_fold_to_what_people_type(string text, string folded) => Assert.Equal(folded, FoldedWords.Fold(text));

    [Fact]
    public void Many_words_take_no_more_time_than_they_are()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200_000));
        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(200_000, FoldedWords.Of(text, text).Count);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter() => Assert.Equal("a b", FoldedWords.Fold("a\ud800b"));

    [Fact]
    public void Each_letter_of_Vietnamese_folds_to_plain_ascii()
    {
        const string Letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
        Assert.All(FoldedWords.Fold(Letters + Letters.ToUpperInvariant()), letter => Assert.InRange(letter, 'a', 'z'));
    }

    [Theory]
    [InlineData("chi", "chihuy", true)]
    [InlineData("c", "chi", true)]
    [InlineData("ho", "chi", false)]
    [InlineData("ch", "ch", true)]
    [InlineData("chihuy", "chi", false)]
    public void Each_beginning_of_a_word_finds_it(string searched, string word, bool finds) =>
        Assert.Equal(finds, FoldedWords.Finds(searched, word));
}
