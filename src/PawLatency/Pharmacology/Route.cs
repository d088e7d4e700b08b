namespace PawLatency.Pharmacology;

/// <summary>Route of administration.</summary>
public enum Route
{
    /// <summary>Intravenous.</summary>
    Intravenous,

    /// <summary>Subcutaneous.</summary>
    Subcutaneous,

    /// <summary>Intraperitoneal.</summary>
    Intraperitoneal,

    /// <summary>Intrathecal, by needle or catheter.</summary>
    Intrathecal,

    /// <summary>Inhaled as a share of the air; for gases only.</summary>
    Inhaled,

    /// <summary>Oral: by gavage, or in drinking water or food.</summary>
    Oral,
}
