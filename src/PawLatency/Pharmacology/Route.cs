namespace PawLatency.Pharmacology;

/// <summary>The way a dose enters the rat.</summary>
public enum Route
{
    /// <summary>Into a vein.</summary>
    Intravenous,

    /// <summary>Under the skin.</summary>
    Subcutaneous,

    /// <summary>Into the abdominal cavity.</summary>
    Intraperitoneal,

    /// <summary>Into the fluid around the spinal cord, by needle or catheter.</summary>
    Intrathecal,

    /// <summary>As a share of the air that is breathed; for gases only.</summary>
    Inhaled,

    /// <summary>By mouth: by gavage, or in what is drunk or eaten.</summary>
    Oral,
}
