using System.Globalization;
using System.Runtime.CompilerServices;

namespace PawLatency;

/// <summary>Refuses a value outside its range with a message that names quantity, value, unit and range. NaN is outside every range.</summary>
internal static class Guard
{
    public static double InRange(double value, double low, double high, string quantity, string unit,
        [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        if (value >= low && value <= high)
        {
            return value;
        }

        string units = unit.Length == 0 ? "" : " " + unit;
        throw new ArgumentOutOfRangeException(parameter, value, string.Create(CultureInfo.InvariantCulture,
            $"The {quantity} is {value:G6}{units}; it must be {low:G6} to {high:G6}{units}."));
    }

    public static string Name(string value, string quantity, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
        !string.IsNullOrWhiteSpace(value) && value.Length <= 100 && !value.Any(char.IsControl)
            ? value
            : throw new ArgumentException($"The {quantity} must be 1 to 100 printable characters.", parameter);
}
