namespace WarmTransfer.Rtc.Tests;

/// <summary>When which frame has its turn. The clock is a number: milliseconds.</summary>
public sealed class PacedFramesTests
{
    private readonly PacedFrames _frames = new(frequency: 1000);
    private readonly List<(long Time, short Value)> _sent = [];

    [Fact]
    public void Frames_WrittenAhead_HaveTheirTurnsTenMillisecondsApart()
    {
        AddAll(1000, 1, 2, 3, 4);
        Run(1000, 1035);

        Assert.Equal([(1000, 1), (1010, 2), (1020, 3), (1030, 4)], _sent);
    }

    [Fact]
    public void Frame_BeforeItsTurn_IsNotTaken()
    {
        AddAll(1000, 1, 2);
        Run(1000, 1000);

        Assert.False(_frames.TryTake(until: 1009, out _));
        Assert.True(_frames.TryTake(until: 1010, out _));
    }

    [Fact]
    public void FrameOnItsWay_NothingElseIsTaken_AndItsMemoryIsKept()
    {
        AddAll(1000, [.. Enumerable.Range(1, PacedFrames.Length).Select(value => (short)value)]);
        Assert.True(_frames.TryTake(until: 1000, out var first));

        Assert.False(_frames.TryTake(until: 5000, out _));
        Assert.False(_frames.TryAdd(Samples(99), now: 1015));
        Assert.Equal(1, first[0]);
        _frames.Sent();
        Assert.True(_frames.TryAdd(Samples(99), now: 1015));
    }

    [Fact]
    public void LateFrames_AreSentAtOnceUntilThePaceIsKept()
    {
        AddAll(1000, 1);
        Run(1000, 1000);
        // 30 ms late, and then all that was held up.
        AddAll(1040, 2, 3, 4, 5, 6);
        Run(1040, 1060);

        Assert.Equal([(1000, 1), (1040, 2), (1040, 3), (1040, 4), (1040, 5), (1050, 6)], _sent);
    }

    [Fact]
    public void AfterAPause_SilenceFollowsFromTheSixthFrameMissing_AndEnds()
    {
        AddAll(1000, 1);
        Run(1000, 2000);

        Assert.Equal((1000L, (short)1), _sent[0]);
        Assert.Equal(Enumerable.Range(0, 30).Select(index => (1070L + (index * 10), (short)0)), _sent.Skip(1));
        Assert.True(_frames.IsIdle);
    }

    [Fact]
    public void WordsAfterSilence_BeginAtOnceAndAtThePace()
    {
        AddAll(1000, 1);
        Run(1000, 3000);
        _sent.Clear();
        AddAll(5003, 7, 8);
        Run(5003, 5020);

        Assert.Equal([(5003, 7), (5013, 8)], _sent);
    }

    [Fact]
    public void WordsInTheMiddleOfSilence_WaitForItsFrameOnly()
    {
        AddAll(1000, 1);
        Run(1000, 1071);
        _sent.Clear();
        AddAll(1075, 7, 8);
        Run(1075, 1090);

        Assert.Equal([(1080, 7), (1090, 8)], _sent);
    }

    [Fact]
    public void Queued_CountsTheFrameBeingPlayed_AndNoSilence()
    {
        AddAll(1000, 1, 2);
        Assert.Equal(2, _frames.Queued(1000));
        Run(1000, 1000);
        Assert.Equal(2, _frames.Queued(1009));
        Run(1010, 1010);
        Assert.Equal(1, _frames.Queued(1019));
        Assert.Equal(0, _frames.Queued(1020));
        Run(1020, 1075);
        Assert.Equal(0, _frames.Queued(1075));
    }

    [Fact]
    public void Queued_CountsWhatWasTakenEarly()
    {
        AddAll(1000, 1, 2, 3);
        for (var frame = 0; frame < 3; frame++)
        {
            Assert.True(_frames.TryTake(until: 1025, out _));
            _frames.Sent();
        }

        Assert.Equal([3, 3, 2, 1, 0], new long[] { 1000, 1001, 1010, 1029, 1030 }.Select(_frames.Queued));
    }

    [Fact]
    public void Clear_SaysHowManyItForgot_AndTheNextTakesTheirTurn()
    {
        AddAll(1000, 1, 2, 3);
        Run(1000, 1000);

        Assert.Equal(2, _frames.Clear());
        Assert.Equal(0, _frames.Clear());
        AddAll(1005, 9);
        Run(1005, 1010);
        Assert.Equal([(1000, 1), (1010, 9)], _sent);
    }

    [Fact]
    public void AnyWriting_NeverRunsAheadOfTheClock_AndKeepsTheOrder()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var frames = new PacedFrames(frequency: 1000);
            var sent = new List<(long Time, short Value)>();
            var (written, cleared) = ((short)0, 0);
            for (long now = 10_000; now < 14_000; now += random.Next(1, random.Next(2, 90)))
            {
                for (var add = random.Next(0, 12); add > 0; add--)
                    written += frames.TryAdd(Samples((short)(written + 1)), now) ? (short)1 : (short)0;
                Assert.InRange(frames.Queued(now), 0, PacedFrames.Length);
                if (random.Next(40) == 0)
                    cleared += frames.Clear();
                while (frames.TryTake(now, out var frame))
                {
                    sent.Add((now, frame[0]));
                    frames.Sent();
                }
            }

            // Whenever counting begins, no more frames have gone than there was time for, but for those made up for.
            for (var from = 0; from < sent.Count; from += 7)
            {
                for (var to = from; to < sent.Count; to += 11)
                    Assert.True(to - from <= ((sent[to].Time - sent[from].Time) / 10) + PacedFrames.Length + 1);
            }

            var values = sent.Where(frame => frame.Value != 0).Select(frame => (int)frame.Value).ToList();
            Assert.Equal(values.Order(), values);
            Assert.Equal(values.Distinct(), values);
            Assert.Equal(written, values.Count + cleared + frames.Clear());
        }
    }

    private static short[] Samples(short value)
    {
        var samples = new short[AudioFormat.SamplesPerFrame];
        Array.Fill(samples, value);
        return samples;
    }

    private void AddAll(long now, params short[] values) => Assert.All(values, value => Assert.True(_frames.TryAdd(Samples(value), now)));

    private void Run(long from, long to)
    {
        for (var now = from; now <= to; now++)
        {
            while (_frames.TryTake(now, out var frame))
            {
                _sent.Add((now, frame[0]));
                _frames.Sent();
            }
        }
    }
}
