using RadioNet.Api.Links;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;

namespace RadioNet.BaseStation.Hosting;

/// <summary>How a base station comes to its certificate: from its data folder, or with a token from the first of its nodes that gives one.</summary>
internal static class StationCredentials
{
    /// <exception cref="StationStartException">There is none, it is another site's, or no node gave one.</exception>
    public static async Task<LinkHolder> GetAsync(StationOptions options, LinkClock clock, CancellationToken cancel)
    {
        var store = new LinkStore(options.DataFolder);
        var token = Token(options);
        var held = Load(store);
        if (held is not null && (token is null || held.CameBy(token)))
        {
            return new LinkHolder(Checked(held, options));
        }

        if (token is null)
        {
            throw new StationStartException(new LocalizedText(
                $"Trạm gốc này chưa được đăng ký: {options.DataFolder} không có chứng thư. Hãy tạo mã ở nút gốc bằng 'radionet site token {options.Site}' rồi thêm --enroll MÃ.",
                $"This base station is not enrolled: {options.DataFolder} holds no certificate. Make a token at the root node with 'radionet site token {options.Site}' and add --enroll TOKEN."));
        }

        try
        {
            return new LinkHolder(Checked(await EnrollAsync(options, token, new Enrollment(store, clock), cancel).ConfigureAwait(false), options));
        }
        catch (StationStartException) when (held is not null && held.AuthorityHash.SequenceEqual(token.AuthorityHash))
        {
            // An old token that stayed on the command line takes nothing from a station that is in.
            return new LinkHolder(Checked(held, options));
        }
    }

    private static LinkCredentials? Load(LinkStore store)
    {
        try
        {
            return store.Load();
        }
        catch (InvalidDataException wrong)
        {
            throw new StationStartException(
                new LocalizedText(
                    $"Chứng thư của trạm gốc không đọc được ({wrong.Message}). Hãy xóa tệp đó và đăng ký lại bằng --enroll MÃ.",
                    $"The base station's certificate does not read ({wrong.Message}). Remove that file and enroll anew with --enroll TOKEN."),
                wrong);
        }
    }

    private static EnrollmentToken? Token(StationOptions options)
    {
        if (options.Token is null)
        {
            return null;
        }

        var token = Read(options.Token);
        if ((token.Identity.Kind, token.Identity.Id) != (LinkPeerKind.Site, options.Site))
        {
            throw new StationStartException(new LocalizedText(
                $"Mã --enroll là của {token.Identity.Name}, không phải của site/{options.Site}.",
                $"The --enroll token is for {token.Identity.Name}, not for site/{options.Site}."));
        }

        return token;
    }

    private static EnrollmentToken Read(string text)
    {
        try
        {
            return Enrollment.ReadToken(text);
        }
        catch (EnrollmentException wrong)
        {
            throw Cannot(wrong);
        }
    }

    private static StationStartException Cannot(EnrollmentException why) => new(new LocalizedText(why.Sentence.Vi, why.Sentence.En), why);

    private static LinkCredentials Checked(LinkCredentials credentials, StationOptions options) =>
        (credentials.Identity.Kind, credentials.Identity.Id) == (LinkPeerKind.Site, options.Site)
            ? credentials
            : throw new StationStartException(new LocalizedText(
                $"Chứng thư trong {options.DataFolder} là của {credentials.Identity.Name}, không phải của site/{options.Site}. Hãy chọn đúng --site hoặc --data khác.",
                $"The certificate in {options.DataFolder} is for {credentials.Identity.Name}, not for site/{options.Site}. Name the right --site, or another --data."));

    private static async Task<LinkCredentials> EnrollAsync(StationOptions options, EnrollmentToken token, Enrollment enrollment, CancellationToken cancel)
    {
        try
        {
            return await enrollment.EnrollAtAnyAsync(options.Nodes, token, cancel).ConfigureAwait(false);
        }
        catch (EnrollmentException refused)
        {
            throw Cannot(refused);
        }
    }
}
