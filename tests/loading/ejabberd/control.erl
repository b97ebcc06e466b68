%% Starts ejabberd anew, or makes it reload, for each octet that it is sent; where ejabberd stops all of
%% Erlang, the connection ends without an answer.
Obey = fun Obey(Listener) ->
    {ok, Connection} = gen_tcp:accept(Listener),
    case gen_tcp:recv(Connection, 1) of
        {ok, <<"s">>} ->
            %% which lives as long as Erlang does, whatever becomes of pkix
            Known = try pkix:get_certfiles() catch _:_ -> [] end,
            [fast_tls:delete_certfile(Domain) || {Domain, _} <- Known],
            application:stop(ejabberd),
            application:stop(pkix),
            ejabberd:start(),
            gen_tcp:send(Connection, <<"k">>);
        {ok, <<"r">>} ->
            ejabberd_config:reload(),
            gen_tcp:send(Connection, <<"k">>);
        _ ->
            ok
    end,
    gen_tcp:close(Connection),
    Obey(Listener)
end,
spawn(fun() ->
    Options = [binary, {ip, {127, 0, 0, 1}}, {active, false}],
    {ok, Listener} = gen_tcp:listen(@CONTROL@, Options),
    Obey(Listener)
end).
