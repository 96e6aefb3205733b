namespace WarmTransfer.Emulator;

/// <content>From the INVITE to the conversation.</content>
internal sealed partial class OutboundCall
{
    // Returns when the phone has been picked up.
    private async Task<Phone> InviteAsync()
    {
        var phone = _phone ?? Phone.Rejects(404).WithoutRinging().RespondsAfter(TimeSpan.Zero);
        if (phone.Behaviour == PhoneBehaviour.RefusesConnection)
            throw SipErrors.ConnectionRefused(_trunk.Address);

        // Names under .invalid never resolve (RFC 6761).
        var host = _trunk.Address.Split(':')[0];
        if (phone.Behaviour == PhoneBehaviour.HasUnknownHost || host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase))
            throw SipErrors.UnknownHost(host);

        using var patience = new CancellationTokenSource(RingingLimit(), _rooms.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _ended.Token);
        try
        {
            var status = await RingAsync(phone, either.Token);
            Call.SetSipStatus(status);
            return status == 200 ? phone : throw SipErrors.Rejected(status);
        }
        catch (OperationCanceledException) when (!_ended.IsCancellationRequested)
        {
            throw SipErrors.Cancelled();
        }
    }

    // None, and none that makes sense, is the service's own; one of days is as good as none.
    private TimeSpan RingingLimit()
    {
        if (_request.RingingTimeout is not { Seconds: >= 0 and < 86_400 } given)
            return _timing.DefaultRinging;
        var limit = given.ToTimeSpan();
        return limit > TimeSpan.Zero ? limit : _timing.DefaultRinging;
    }

    // Rings the phone and gives its final SIP status.
    private async Task<int> RingAsync(Phone phone, CancellationToken cancellationToken)
    {
        if (phone.Credentials is { } wanted)
        {
            if (_trunk.User.Length == 0 || _trunk.Password.Length == 0)
                throw SipErrors.NoCredentials();
            if (wanted != (_trunk.User, _trunk.Password))
                return 403;
        }

        if (phone.Behaviour == PhoneBehaviour.Silent)
        {
            await Task.Delay(_timing.Transaction, _rooms.Time, cancellationToken);
            throw SipErrors.TransactionFailed();
        }

        var scripted = phone.Behaviour == PhoneBehaviour.Responds;
        var waited = TimeSpan.Zero;
        if (phone.RingDelay is { } delay && (!scripted || delay < phone.ResponseDelay))
        {
            await Task.Delay(delay, _rooms.Time, cancellationToken);
            waited = delay;
            SetStatus(PhoneCallStatus.Ringing, SipAttributes.CallStatusRinging);
        }

        if (!scripted)
        {
            phone.Live?.Ring(this);
            return await _response.Task.WaitAsync(cancellationToken);
        }

        await Task.Delay(phone.ResponseDelay - waited, _rooms.Time, cancellationToken);
        return phone.SipStatus;
    }

    private async Task AnswerAsync(Phone phone)
    {
        // In two steps, as recorded: for a moment the dialog is known and the status is still the old one.
        _rooms.SetAttributes(_participant!, _attributes.WhenAnswered(phone, _rooms.Ids));
        await DelayAsync(_timing.Answering);
        var status = _request.Dtmf.Length > 0 ? SipAttributes.CallStatusAutomation : SipAttributes.CallStatusActive;
        SetStatus(PhoneCallStatus.Answered, status);
        PickUp(phone);
        if (_request.Dtmf.Length > 0)
        {
            await SendDtmfAsync();
            SetCallStatus(SipAttributes.CallStatusActive);
        }

        Succeed();
    }

    private void PickUp(Phone phone)
    {
        var voice = _voice!;
        if (phone.Live is { } person)
            voice.Heard = person.Hear;
        voice.StartListening();
        if (phone.OnAnswer.Length > 0)
            _ = voice.DoAsync(phone.OnAnswer);
        if (phone.HangUpDelay is { } hangUp)
            _ = EndAfterAsync(hangUp, PhoneCallEnd.HungUpByPhone);
        if (phone.MediaLossDelay is { } loss)
            _ = EndAfterAsync(loss, PhoneCallEnd.MediaLost);
    }

    private async Task EndAfterAsync(TimeSpan delay, PhoneCallEnd end)
    {
        try
        {
            await DelayAsync(delay);
            _farEnd.TrySet(end);
        }
        catch (OperationCanceledException)
        {
            // Over before.
        }
    }

    private async Task SendDtmfAsync()
    {
        foreach (var key in _request.Dtmf)
        {
            var pause = key is 'w' or 'W';
            await DelayAsync(pause ? _timing.Pause : _timing.Digit);
            if (!pause)
                Call.ReceiveDtmf(key);
        }
    }
}
