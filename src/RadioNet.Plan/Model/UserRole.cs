namespace RadioNet.Plan.Model;

/// <summary>What a person may do.</summary>
public enum UserRole
{
    /// <summary>Hears; changes nothing.</summary>
    Listener,

    /// <summary>Hears and talks, answers emergencies.</summary>
    Dispatcher,

    /// <summary>Configures base stations.</summary>
    Technician,

    /// <summary>Changes the plan and the users.</summary>
    Administrator,
}
