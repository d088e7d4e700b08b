using PawLatency.Plotting;

namespace PawLatency.Cli;

/// <summary>The file that --out names for a figure. It is refused before any work where it cannot or must not be written.</summary>
internal sealed class FigureOutput
{
    private readonly string _path;
    private readonly FigureFormat _format;

    /// <param name="path">The file.</param>
    /// <param name="force">Whether --force is given.</param>
    /// <param name="input">The file that is read.</param>
    public FigureOutput(string path, bool force, string? input)
    {
        OutputFolder.RefuseInput("--out", path, input);
        if (Directory.Exists(path))
        {
            throw new ArgumentException($"{path} is a folder; --out names a file.");
        }

        if (File.Exists(path) && !force)
        {
            throw new ArgumentException($"{path} exists; --force writes over it, --out names another file.");
        }

        (_path, _format) = (path, Figure.FormatOf(path));
    }

    /// <summary>Writes the figure, and warns of what it cannot show.</summary>
    public void Write(Figure figure, DrawingOptions? drawing = null)
    {
        if (_format != FigureFormat.Svg)
        {
            FigureWarnings.Write(figure);
        }

        new OutputFolder(Path.GetDirectoryName(_path) is { Length: > 0 } folder ? folder : ".").Write([
            (Path.GetFileName(_path), figure.ToBytes(_format, drawing)),
        ]);
    }
}
