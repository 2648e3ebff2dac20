namespace RadioNet.Simulator.Speech;

/// <summary>What the virtual radios can say; README.md beside tells how it was made.</summary>
public enum Phrase
{
    /// <summary>Vietnamese: the command post calls team 1.</summary>
    CommandCallsTeam1Vi,

    /// <summary>Vietnamese: team 1 answers.</summary>
    Team1AnswersVi,

    /// <summary>Vietnamese: a station reports.</summary>
    SiteReportsVi,

    /// <summary>Vietnamese: emergency.</summary>
    EmergencyVi,

    /// <summary>English: the command post calls team 1.</summary>
    CommandCallsTeam1En,

    /// <summary>English: team 1 answers.</summary>
    Team1AnswersEn,

    /// <summary>English: a site reports.</summary>
    SiteReportsEn,

    /// <summary>English: emergency.</summary>
    EmergencyEn,
}
