using ScottPlot;
using ScottPlot.Panels;

namespace PawLatency.Plotting.Drawing;

/// <summary>The panels of a figure as plots of ScottPlot that stand together.</summary>
internal sealed class FigurePlots : IMultiplotLayout
{
    private readonly FigureSheet _sheet;

    private PixelRect _all;
    private Arranged? _arranged;

    public FigurePlots(Figure figure, DrawingOptions options)
    {
        FigureFont.Use();
        _sheet = new FigureSheet(figure, options);
        Plots =
        [
            .. figure.Panels.Select(
                (panel, index) =>
                {
                    var plot = new Plot();
                    new PanelPlot(plot, panel, _sheet.Inks, _sheet.Font).Draw();
                    plot.Layout.LayoutEngine = new Engine(this, index);
                    plot.Axes.AddPanel(new Frame(this, index));
                    return plot;
                }
            ),
        ];
    }

    public IReadOnlyList<Plot> Plots { get; }

    public FigureSheet Sheet => _sheet;

    /// <summary>Where the texts of an SVG go; null where they are drawn.</summary>
    public Overlay? Overlay { get; set; }

    /// <summary>Places the panels on a figure of a size, and returns the part of each plot.</summary>
    public IReadOnlyList<PixelRect> Arrange(PixelRect all)
    {
        if (_all != all || _arranged is null)
        {
            (_all, _arranged) = (all, _sheet.Arrange(all, fill: true));
        }

        return [.. Enumerable.Range(0, Plots.Count).Select(index => _sheet.Part(_arranged, index))];
    }

    public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figureRect) =>
        // Plots that a user adds have no place in the figure; they go below it.
        [.. Arrange(figureRect), .. Enumerable.Repeat(PixelRect.Zero, Math.Max(0, subplots.Count - Plots.Count))];

    // A plot that is shown alone fills what it is given.
    private PanelPlace Place(int index, PixelRect part)
    {
        if (Plots.Count == 1)
        {
            Arrange(part);
        }
        else if (_arranged is null || _sheet.Part(_arranged, index) != part)
        {
            Figure alone = _sheet.Figure with { Panels = [_sheet.Figure.Panels[index]] };
            return new FigureSheet(alone, new DrawingOptions()).Arrange(part, fill: true).Places[0];
        }

        return _arranged!.Places[index];
    }

    private static double Beside(Layout layout, Edge edge) =>
        layout.PanelSizes.Where(panel => panel.Key.Edge == edge && panel.Key is not Frame).Sum(panel => panel.Value);

    private sealed class Engine(FigurePlots plots, int index) : ILayoutEngine
    {
        public Layout GetLayout(PixelRect figureRect, Plot plot, Paint paint)
        {
            Dictionary<IPanel, float> sizes = [],
                offsets = [];
            PanelPlace place = plots.Place(index, figureRect);
            foreach (IPanel panel in plot.Axes.GetPanels())
            {
                (panel as IYAxis)?.RegenerateTicks(place.Data.Height, paint);
                sizes[panel] = panel is Frame || !panel.IsVisible ? 0 : panel.Measure(paint);
                offsets[panel] = sizes.Where(other => other.Key != panel && other.Key.Edge == panel.Edge).Sum(other => other.Value);
            }

            double Beside(Edge edge) => sizes.Where(panel => panel.Key.Edge == edge).Sum(panel => panel.Value);
            PixelRect data = place.Without(Beside(Edge.Left), Beside(Edge.Right)).Data;
            foreach (IAxis axis in plot.Axes.GetAxes())
            {
                axis.RegenerateTicks(axis is IXAxis ? data.Width : data.Height, paint);
            }

            return new Layout(figureRect, data, sizes, offsets);
        }
    }

    private sealed class Frame : PanelBase
    {
        private readonly FigurePlots _plots;
        private readonly int _index;

        public Frame(FigurePlots plots, int index) => (_plots, _index, Edge) = (plots, index, Edge.Top);

        public override float Measure(Paint paint) => 0;

        public override void Render(RenderPack rp, float size, float offset)
        {
            var pen = new Pen(_plots._sheet.Inks, rp.Canvas, rp.Paint, _plots.Overlay);
            PixelRect part = rp.ScaledFigureRect;
            PanelPlace place = _plots.Place(_index, part);
            if (_index == 0)
            {
                Head(pen, _plots._arranged?.All ?? part);
            }

            double right = Beside(rp.Layout, Edge.Right);
            PanelPlace shown = place.Without(Beside(rp.Layout, Edge.Left), right);
            new PanelFrame(pen, _plots._sheet.Figure.Panels[_index], shown, _plots._sheet.Font).Draw(rp.Plot, rp.DataRect, right);
        }

        // The head of small multiples is above all of them, outside of the part of the first.
        private void Head(Pen pen, PixelRect all)
        {
            double bottom = _plots._arranged?.HeadBottom ?? all.Top;
            if (_plots.Plots.Count > 1 && _plots._sheet.Figure.Arrangement == Arrangement.Grid)
            {
                pen.Fill(all.Left, all.Top, all.Width, Math.Floor(bottom) - all.Top, Color.FromHex(pen.Inks.Paper));
            }

            _plots._sheet.Head(pen, all);
        }
    }
}
