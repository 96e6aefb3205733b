using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>Which jobs are made: what is made and not run, nobody disposes of.</summary>
public sealed class RunningJobsTests
{
    private readonly RunningJobs _jobs = new();
    private readonly List<RunningJob> _made = [];

    [Fact]
    public void Assignment_ThatArrivesTwice_MakesOneJob()
    {
        var job = Add("AJ_1", out var isRefused);
        Assert.NotNull(job);
        Assert.False(isRefused);

        Assert.Null(Add("AJ_1", out isRefused));
        Assert.False(isRefused);
        Assert.Equal([job], _made);
        Assert.Equal(["AJ_1"], _jobs.Ids);
    }

    [Fact]
    public void Assignment_ThatArrivesTooLate_MakesNoJob()
    {
        var job = Add("AJ_1", out _)!;
        _jobs.Close();

        Assert.Null(Add("AJ_2", out var isRefused));
        Assert.True(isRefused);
        Assert.Null(Add("AJ_1", out isRefused));
        Assert.False(isRefused);
        Assert.Equal([job], _made);
    }

    [Fact]
    public void JobThatEnded_MayBeAssignedAgain()
    {
        var job = Add("AJ_1", out _)!;
        _jobs.Remove(job);

        Assert.Equal(0, _jobs.Count);
        Assert.NotSame(job, Add("AJ_1", out _));
    }

    [Fact]
    public async Task WhenIdle_IsWhenClosedAndTheLastHasEnded()
    {
        var job = Add("AJ_1", out _)!;
        var idle = _jobs.WhenIdleAsync();
        _jobs.Close();
        Assert.False(idle.IsCompleted);
        _jobs.Remove(job);
        await idle;
    }

    private RunningJob? Add(string id, out bool isRefused) => _jobs.TryAdd(id, () => Make(id), out isRefused);

    private RunningJob Make(string id)
    {
        var services = new JobServices(new ServiceCollection().BuildServiceProvider(), TimeProvider.System, NullLogger.Instance);
        var info = JobInfo.From(new Protocol.Job { Id = id });
        var job = new RunningJob(info, new Uri("ws://localhost"), "token", liveKit: null!, new LiveKitWorkerOptions(), services);
        _made.Add(job);
        return job;
    }
}
