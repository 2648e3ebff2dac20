using RadioNet.Command.Terminal;

namespace RadioNet.Command.Radio;

/// <summary><c>radionet radio …</c>: a virtual radio on a running network.</summary>
internal static class RadioVerb
{
    public static Verb Create(Language language) =>
        new(language, "radio", "Một máy ảo trên mạng đang chạy: nói, nghe, nhắn tin.", "A virtual radio on a running network: talks, listens, sends texts.",
            "radionet radio say hello.wav --from 4520001 --talkgroup 1001 --repeater 452001 --secret-file secret.txt",
            "radionet radio listen heard.wav --talkgroup 1001 --repeater 452002 --secret-file secret.txt --for 60s",
            "radionet radio emergency --from 4520001 --talkgroup 1001 --repeater 452001 --secret-file secret.txt")
        {
            SayVerb.Say(language),
            SayVerb.Emergency(language),
            ListenVerb.Create(language),
            MessageVerb.Text(language),
            MessageVerb.Status(language),
        };
}
