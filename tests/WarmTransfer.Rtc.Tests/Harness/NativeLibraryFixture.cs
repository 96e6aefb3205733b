using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(WarmTransfer.Rtc.Tests.NativeLibraryFixture))]

namespace WarmTransfer.Rtc.Tests;

/// <summary>LiveKit's native library for the tests: taken from npm once, kept in the project's obj folder.</summary>
/// <remarks>
/// The NuGet package of applications holds the plain library; npm's holds the same with Node's entry points added. Those
/// want Node's functions in the process, so a library with nothing but their names is compiled and loaded first.
/// </remarks>
public sealed partial class NativeLibraryFixture
{
    /// <summary>What uses the process's one library runs in turn: some of it counts what is left behind.</summary>
    public const string Collection = "native library";

    /// <summary>Set to try another version of the library than the one the client was written for.</summary>
    private const string VersionVariable = "LIVEKIT_FFI_TEST_VERSION";

    private const string Package = "@livekit/rtc-ffi-bindings-linux-x64-gnu";
    private const string Shim = "libnapi_shim.so";
    private const int RtldNow = 2;
    private const int RtldGlobal = 0x100;

    private readonly string? _skipReason;
    private readonly string? _library;

    public NativeLibraryFixture()
    {
        try
        {
            _library = Prepare();
        }
        catch (SkipException exception)
        {
            _skipReason = exception.Message;
        }
    }

    /// <summary>Gets the version under test.</summary>
    public static string Version => Environment.GetEnvironmentVariable(VersionVariable) is { Length: > 0 } version ? version : FfiLibraryLocator.Version;

    /// <summary>The library's file; skips the test where it cannot be had.</summary>
    public string LibraryPath
    {
        get
        {
            Assert.SkipWhen(_skipReason is not null, _skipReason ?? "");
            return _library!;
        }
    }

    /// <summary>The library, loaded.</summary>
    internal FfiClient Client(ILogger logger) => FfiClient.Shared(LibraryPath, logger);

    private static string Prepare()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
            throw new SkipException("The native library for the tests is npm's for Linux x64 with glibc; this machine is another.");

        var folder = Path.Combine(ProjectFolder(), "obj", "native", Version);
        Directory.CreateDirectory(folder);
        var library = OneAtATime(folder, () => Make(folder));
        if (DlOpen(Path.Combine(folder, Shim), RtldNow | RtldGlobal) == 0)
            throw new InvalidOperationException($"{Shim} could not be loaded from {folder}.");
        return library;
    }

    private static string Make(string folder)
    {
        var library = Path.Combine(folder, "package", "rtc-node.linux-x64-gnu.node");
        if (!File.Exists(library))
            Unpack(folder);
        var shim = Path.Combine(folder, Shim);
        var source = Path.Combine(ProjectFolder(), "Harness", "napi_shim.c");
        if (!File.Exists(shim) || File.GetLastWriteTimeUtc(shim) < File.GetLastWriteTimeUtc(source))
        {
            Run("cc", folder, "-shared", "-fPIC", "-O1", "-o", shim + ".new", source);
            File.Move(shim + ".new", shim, overwrite: true);
        }

        return library;
    }

    private static void Unpack(string folder)
    {
        var archive = Run("npm", folder, "pack", "--silent", $"{Package}@{Version}").Trim().Split('\n')[^1];
        // Half of it must never be taken for all of it.
        var unpacked = Directory.CreateDirectory(Path.Combine(folder, "unpacking")).FullName;
        Run("tar", folder, "-xzf", archive, "-C", unpacked);
        Directory.Move(Path.Combine(unpacked, "package"), Path.Combine(folder, "package"));
        Directory.Delete(unpacked, recursive: true);
        File.Delete(Path.Combine(folder, archive));
    }

    private static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SkipException($"LiveKit's native library for the tests is made with npm, tar and a C compiler; {program} cannot be run: {exception.Message}.");
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new SkipException($"LiveKit's native library for the tests could not be made: {program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result.Trim()}");
            return output;
        }
    }

    // Two test runs at once must not unpack into each other's files.
    private static T OneAtATime<T>(string folder, Func<T> work)
    {
        using var turn = new Mutex(initiallyOwned: false, "warmtransfer-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder))));
        try
        {
            if (!turn.WaitOne(TimeSpan.FromMinutes(2)))
                throw new SkipException($"Another run of the tests has been busy in {folder} for two minutes.");
        }
        catch (AbandonedMutexException)
        {
            // The other run died; what it left unfinished is made again.
        }

        try
        {
            return work();
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static string ProjectFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint DlOpen(string file, int flags);

    private sealed class SkipException(string reason) : Exception(reason);
}
