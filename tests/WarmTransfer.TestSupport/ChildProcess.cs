using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace WarmTransfer.TestSupport;

/// <summary>A program that runs beside the tests: its output line by line, and its end.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();
    private readonly List<string> _seen = [];

    private ChildProcess(ProcessStartInfo start) => _process = new Process { StartInfo = start };

    /// <summary>Gets what was written to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Gets the lines of standard output that were read so far.</summary>
    public IReadOnlyList<string> Seen => _seen;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its file, or a name to look for in the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">The folder it runs in; the tests' own by default.</param>
    /// <param name="environment">Changes its environment: a null value removes a variable.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? directory = null, IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = directory ?? AppContext.BaseDirectory,
        };
        // What the environment of the tests says of another server is not meant.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("LIVEKIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;

        var child = new ChildProcess(start);
        child._process.OutputDataReceived += (_, line) => child.ReadLine(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.ReadError(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for the next line of standard output that meets a condition, for a minute at most.</summary>
    public async Task<string> LineAsync(Predicate<string> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                _seen.Add(line);
                if (condition(line))
                    return line;
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The line did not come within {Patience}. Instead:\n{string.Join('\n', _seen)}\n{Errors}", exception);
        }

        throw new InvalidOperationException($"The program ended before the line came. Instead:\n{string.Join('\n', _seen)}\n{Errors}");
    }

    /// <summary>Waits for the end, and gives the exit code and all of standard output.</summary>
    /// <param name="patience">How long to wait before the program is ended and the test fails; a minute by default.</param>
    public async Task<(int Code, string Output)> EndAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} did not end within {patience ?? Patience}. It wrote:\n{string.Join('\n', _seen)}\n{Errors}", exception);
        }

        await foreach (var line in _lines.Reader.ReadAllAsync())
            _seen.Add(line);
        return (_process.ExitCode, string.Join('\n', _seen));
    }

    /// <summary>Sends a signal, as a terminal or a service manager does.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void ReadLine(string? line)
    {
        if (line is null)
            _lines.Writer.Complete();
        else
            _lines.Writer.TryWrite(line);
    }

    private void ReadError(string? line)
    {
        lock (_errors)
            _errors.AppendLine(line);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
