using System.Runtime.InteropServices;

namespace WarmTransfer;

/// <summary>Where LiveKit's native library may be, in the order in which the places are tried.</summary>
internal sealed class FfiLibraryLocator(string applicationFolder, string? explicitPath)
{
    /// <summary>The environment variable that names the library's file, or the folder it is in.</summary>
    public const string PathVariable = "LIVEKIT_FFI_PATH";

    /// <summary>The version whose messages this client was written for; later 0.12.x speak them too.</summary>
    public const string Version = "0.12.60";

    public static FfiLibraryLocator ForThisProcess(string? explicitPath) =>
        new(AppContext.BaseDirectory, explicitPath ?? Environment.GetEnvironmentVariable(PathVariable));

    /// <summary>Gets the library's file name on this operating system.</summary>
    public static string FileName
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return "livekit_ffi.dll";
            return OperatingSystem.IsMacOS() ? "liblivekit_ffi.dylib" : "liblivekit_ffi.so";
        }
    }

    /// <summary>Lists the files to try, whether they exist or not.</summary>
    public IReadOnlyList<string> Candidates
    {
        get
        {
            List<string> files =
            [
                Path.Combine(applicationFolder, FileName),
                Path.Combine(applicationFolder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName),
            ];
            // Built from source a runtime calls itself by its distribution, such as debian.12-x64; packages are for linux-x64.
            var portable = Path.Combine(applicationFolder, "runtimes", PortableIdentifier, "native", FileName);
            if (!files.Contains(portable))
                files.Add(portable);
            if (explicitPath is { Length: > 0 })
                files.Add(Directory.Exists(explicitPath) ? Path.Combine(explicitPath, FileName) : explicitPath);
            return files;
        }
    }

    private static string PortableIdentifier
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return system + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        }
    }

    /// <summary>Says what was tried and how to mend it.</summary>
    public DllNotFoundException NotFound(IReadOnlyList<string> failures)
    {
        var variable = explicitPath is { Length: > 0 } ? $"{PathVariable} is \"{explicitPath}\"" : $"{PathVariable} is not set";
        return new DllNotFoundException(
            $"LiveKit's native media library ({FileName}, version {Version} or a later {Version[..5]}x) could not be loaded. "
            + $"Put it beside the application, {applicationFolder}, or into runtimes/{PortableIdentifier}/native there, which is what a reference to the NuGet package Livekit.Rtc.Dotnet 0.1.3 does; "
            + $"or set {PathVariable} to the file ({variable}). Tried: {string.Join("; ", failures)}.");
    }
}
