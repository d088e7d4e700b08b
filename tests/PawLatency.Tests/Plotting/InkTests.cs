using System.Globalization;
using NUnit.Framework;
using PawLatency.Plotting;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Tests.Plotting;

/// <summary>Colours that can be read and told apart.</summary>
[TestFixture]
public sealed class InkTests
{
    // Colour-vision deficiency at full strength on linear RGB: Machado, Oliveira and Fernandes 2009 (IEEE Trans Vis Comput Graph 15:1291),
    // table 1.
    private static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["normal"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protan"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deutan"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritan"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    // WCAG 2.1: 4.5:1 for text, 3:1 for what must be seen of a picture.
    [Test]
    public void Inks_OnTheirPaper_HaveContrast([Values] Variant variant)
    {
        Inks inks = Inks.Of(variant);

        Assert.Multiple(() =>
        {
            Assert.That(Contrast(inks.Text, inks.Paper), Is.GreaterThan(7));
            Assert.That(Contrast(inks.Quiet, inks.Paper), Is.GreaterThan(4.5));
            Assert.That(Contrast(inks.Text, inks.Bar), Is.GreaterThan(4.5), "the label in the bar");
            foreach (string ink in inks.Groups)
            {
                Assert.That(Contrast(ink, inks.Paper), Is.GreaterThan(3), ink);
            }
        });
    }

    // A difference of 10 in CIELAB is seen at a glance (2.3 is just noticeable).
    [Test]
    public void Colours_OfTheFirstSixGroups_DifferForEveryEye([Values(Variant.Light, Variant.Dark)] Variant variant)
    {
        string[] groups = [.. Inks.Of(variant).Groups.Take(6)];
        foreach ((string eye, double[] matrix) in Eyes)
        {
            for (int i = 0; i < groups.Length; i++)
            {
                for (int j = i + 1; j < groups.Length; j++)
                {
                    Assert.That(
                        Distance(Lab(groups[i], matrix), Lab(groups[j], matrix)),
                        Is.GreaterThan(10),
                        $"{eye}: {groups[i]} and {groups[j]}"
                    );
                }
            }
        }
    }

    // The four corners of a factorial design: a fifth of the way from black to white apart, and no two markers alike.
    [Test]
    public void Greys_OfTheFirstFourGroups_DifferInLightnessAndMarker()
    {
        double[] lightness = [.. Inks.Of(Variant.Print).Groups.Take(4).Select(grey => Lab(grey, Eyes["normal"])[0]).Order()];

        Assert.That(lightness.Zip(lightness.Skip(1), (one, next) => next - one), Is.All.GreaterThan(18));
        Assert.That(Enumerable.Range(0, 4).Select(style => Markers.Of(style)), Is.Unique);
        Assert.That(Enumerable.Range(0, 4).Select(style => Markers.Of(style).IsOpen), Is.EqualTo(new[] { true, false, true, false }));
    }

    [Test]
    public void MarkersAndDashes_OfSixteenStyles_DifferWithoutColour() =>
        Assert.That(Enumerable.Range(0, 16).Select(style => (Markers.Of(style), Inks.Dash(style).Name)).Distinct().Count(), Is.EqualTo(16));

    // Both pairs of a colour: the ninth group has the ink of the first.
    [Test]
    public void MarkerAndDash_OfAColourThatComesAgain_AreOthers([Range(0, 7)] int style)
    {
        Assert.That(Inks.Dash(style + 8).Name, Is.Not.EqualTo(Inks.Dash(style).Name));
        Assert.That(Markers.Of(style + 8), Is.Not.EqualTo(Markers.Of(style)));
    }

    private static double Contrast(string one, string other)
    {
        double a = Luminance(one),
            b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] rgb = Linear(colour);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    private static double[] Linear(string colour) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(channel =>
                {
                    double value =
                        int.Parse(colour.AsSpan(1 + 2 * channel, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
                    return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
                }),
        ];

    private static double[] Lab(string colour, double[] eye)
    {
        double[] rgb = Linear(colour);
        double[] seen =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(row => Math.Clamp(eye[3 * row] * rgb[0] + eye[3 * row + 1] * rgb[1] + eye[3 * row + 2] * rgb[2], 0, 1)),
        ];
        double x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505,
            y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2],
            z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089;
        static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        return [116 * F(y) - 16, 500 * (F(x) - F(y)), 200 * (F(y) - F(z))];
    }

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
}
