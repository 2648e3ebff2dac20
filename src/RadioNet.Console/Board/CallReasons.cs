namespace RadioNet.Consoles.Board;

/// <summary>Why a call was denied, as people say it.</summary>
internal static class CallReasons
{
    /// <summary>A reason's word of call records as a few words, vi and en; the word itself for one of another version.</summary>
    public static (string Vi, string En) Of(string word) => word switch
    {
        "busy" or "slot-busy" or "no-such-slot" => ("đang bận", "busy"),
        "unknown-radio" => ("máy lạ", "unknown radio"),
        "unknown-talkgroup" => ("nhóm lạ", "unknown talkgroup"),
        "not-member" or "not-subscribed" => ("không thuộc nhóm", "not a member"),
        "not-allowed" => ("không được phép", "not allowed"),
        "stunned" => ("máy bị khóa", "stunned"),
        "clone" => ("máy trùng số", "cloned radio"),
        "wrong-slot" => ("sai khe", "wrong slot"),
        "not-at-site" => ("không ở trạm này", "not at this site"),
        "not-found" => ("không tìm thấy", "not found"),
        "site-down" or "arbiter-lost" or "out-of-service" => ("mất liên lạc", "out of reach"),
        "time-limit" => ("hết thời gian", "time limit"),
        "pre-empted" => ("bị giành lượt", "pre-empted"),
        _ => (word, word),
    };
}
