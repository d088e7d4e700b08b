namespace PawLatency.Data;

/// <summary>What a column of a table is for.</summary>
internal enum ColumnRole
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>The group, or a part of its name.</summary>
    Group,

    /// <summary>What was given or done, where it may have to be a part of the group.</summary>
    Treatment,

    /// <summary>The animal, or a part of its name.</summary>
    Animal,

    /// <summary>What may tell animals of one number apart: sex, cohort, cage.</summary>
    Identity,

    /// <summary>The time of a session.</summary>
    Time,

    /// <summary>A visit, whose rows are its trials.</summary>
    Session,

    /// <summary>Number of a trial.</summary>
    Trial,

    /// <summary>The paw, or tail, that was tested.</summary>
    Side,

    /// <summary>The latency or force.</summary>
    Value,

    /// <summary>Responses of an up-down series, O and X.</summary>
    Responses,

    /// <summary>Whether the value is a lower bound.</summary>
    Censored,

    /// <summary>Whether the value is excluded.</summary>
    Excluded,

    /// <summary>A summary of the group: mean, sem, sd, n and so on.</summary>
    Summary,

    /// <summary>A remark, which is not used.</summary>
    Note,
}
