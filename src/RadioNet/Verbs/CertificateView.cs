using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>Certificates as the command shows them.</summary>
internal static class CertificateView
{
    public static string State(Language language, Certificate? certificate) => certificate?.State switch
    {
        null => language.Say("chưa có", "none"),
        CertificateState.Valid => language.Say("hiệu lực", "valid"),
        CertificateState.Grace => language.Say("hết hạn, còn dùng tạm", "expired, still serves"),
        CertificateState.Expired => language.Say("hết hạn", "expired"),
        CertificateState.Revoked => language.Say("đã thu hồi", "revoked"),
        _ => language.Say("của CA cũ", "of a former CA"),
    };

    public static void Write(Utf8JsonWriter json, Certificate certificate)
    {
        json.WriteString("serial", certificate.Serial);
        json.WriteString("kind", certificate.Kind.Word());
        json.WriteString("id", certificate.Id);
        json.WriteString("state", certificate.State.Word());
        json.WriteTime("issued", certificate.Issued);
        json.WriteTime("expires", certificate.Expires);
        json.WriteString("fingerprint", certificate.Fingerprint);
        json.WriteTime("revoked", certificate.Revoked);
        json.WriteWord("revokedBy", certificate.RevokedBy);
        json.WriteBoolean("connected", certificate.Connected);
    }
}
